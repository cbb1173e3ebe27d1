import type { SymbolKind } from "../manifest/symbols.ts";
import { builtinNames } from "./builtin-names.ts";
import type { Config } from "./config.ts";

/** Names by symbol kind that need no definition in the workspace: the platform's own and the configured ones. */
export function externalNames({ external }: Config): ReadonlyMap<SymbolKind, ReadonlySet<string>> {
  const kinds = new Set([...Object.keys(builtinNames), ...Object.keys(external)]);
  return new Map(
    [...kinds].map((kind) => [kind, new Set([...(builtinNames[kind] ?? []), ...(external[kind] ?? [])])]),
  );
}
