import type { Manifest } from "../manifest/model.ts";
import type { SymbolKind } from "../manifest/symbols.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Something that the workspace defines, for "go to symbol in workspace". */
export interface WorkspaceSymbolItem {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Relative to the root. */
  readonly file: string;
  readonly range: OffsetRange;
  /** The manifest that it stands in, where it is not that manifest itself. */
  readonly container?: string;
}

/** More is no list to choose from. */
const maxSymbols = 500;

/** What is defined under a name that holds the letters of the query, in their order, with any others between them. */
export function workspaceSymbols(workspace: Workspace, query: string): readonly WorkspaceSymbolItem[] {
  const found: WorkspaceSymbolItem[] = [];
  for (const file of workspace.files) {
    for (const manifest of workspace.manifests(file)) {
      for (const item of symbolsIn(file, manifest)) {
        if (isMatch(item.name, query)) found.push(item);
        if (found.length === maxSymbols) return found;
      }
    }
  }
  return found;
}

function symbolsIn(file: string, { definitions, name: own }: Manifest): readonly WorkspaceSymbolItem[] {
  return definitions
    .filter(({ open, implied }) => !open && !implied)
    .map(({ symbol: kind, name, range }) => ({
      kind,
      name,
      file,
      range,
      ...(own && own.range.start !== range.start && { container: own.value }),
    }));
}

function isMatch(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === " ") continue;
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
