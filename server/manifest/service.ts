import { get, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import { readNilus } from "./nilus.ts";
import { familyOf, readStackReference } from "./stack.ts";

/** A service names the stack that runs; with Nilus it writes what it copies, or the changes it follows. */
export function readService(root: YamlNode, { findings }: ReadContext): undefined {
  const service = get(root, "service");
  const stack = readStackReference(get(service, "stack"), findings);
  if (stack && familyOf(stack.value) === "nilus") readNilus(get(service, "stackSpec"), findings);
}
