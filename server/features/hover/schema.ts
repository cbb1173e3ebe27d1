import type { SchemasAt } from "../../schema/schemas-at.ts";
import type { Schemas } from "../../schema/schemas.ts";
import { shapeOfApplied } from "../../schema/shape.ts";
import { rangeOf } from "../../yaml/tree.ts";
import { describe } from "../describe.ts";
import type { Hover } from "./hover-text.ts";
import { codeSpan } from "../markdown.ts";

/** What a key is for, and what its value may be; on the value too, where it is a scalar. */
export function hoverSchema(
  { on, entry, node, schemas, path, parent }: SchemasAt,
  all: Schemas,
): Hover | undefined {
  const shape = shapeOfApplied(schemas, all);
  const said = describe(shape);
  const range = on === "key" ? entry?.keyRange : node && rangeOf(node);
  if (!range || said === "") return undefined;
  const name = path.findLast((part) => typeof part === "string");
  const isRequired = parent?.schemas.some(
    ({ required }) => name !== undefined && required?.includes(`${name}`),
  );
  const isDeprecated = schemas.some(({ deprecated }) => deprecated === true);
  const marks = [isRequired && on === "key" ? "required" : "", isDeprecated ? "deprecated" : ""].filter(
    Boolean,
  );
  const title =
    name === undefined ? "" : `**${codeSpan(`${name}`)}**${marks.map((mark) => ` · ${mark}`).join("")}`;
  return { range, markdown: [title, said].filter(Boolean).join("\n\n") };
}
