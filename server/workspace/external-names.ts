import type { SymbolKind } from "../manifest/symbols.ts";
import { builtinNames } from "./builtin-names.ts";
import type { Config } from "./config.ts";

/** Names by symbol kind that need no definition in the workspace: the platform's own and the configured ones. */
export function externalNames({ external }: Config): ReadonlyMap<SymbolKind, ReadonlySet<string>> {
  const names = new Map<SymbolKind, Set<string>>();
  for (const [kind, listed] of [...Object.entries(builtinNames), ...Object.entries(external)]) {
    names.set(kind, new Set([...(names.get(kind) ?? []), ...listed]));
  }
  return names;
}
