import {
  ResponseError,
  LSPErrorCodes,
  type Connection,
  type DocumentHighlight,
  type Position,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { fileLinks } from "../features/links.ts";
import { definitionsOf, occurrencesOf } from "../features/symbols/occurrences.ts";
import { prepareRename, rename } from "../features/symbols/rename.ts";
import { symbolAt, type SymbolAt } from "../features/symbols/symbol-at.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { contains } from "../text/range.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { knowledgeOf, type About, type KnownDocument } from "./known-document.ts";
import { locations, rangesIn, uriOf } from "./places.ts";
import * as toLsp from "./to-lsp.ts";

export interface NavigationOptions {
  readonly about: About;
  /** All opened workspaces, with everything that was typed so far. */
  opened(): Promise<readonly Workspace[]>;
}

/** From a name to what it means, to all who use it, and to another name. */
export function registerNavigation(connection: Connection, { about, opened }: NavigationOptions): void {
  connection.onDefinition(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    if (!known) return null;
    const link = linkAt(known, position);
    if (link !== undefined) return [{ uri: uriOf(known.workspace, link), range: start }];
    const found = await symbolIn(known, position, "file");
    return found ? locations(known.workspace, definitionsOf(found.symbol, knowledgeOf(known))) : null;
  });

  connection.onReferences(async ({ textDocument, position, context }) => {
    const known = await about(textDocument.uri);
    const found = await symbolIn(known, position, "workspace");
    if (!known || !found) return null;
    const all = occurrencesOf(found.symbol, knowledgeOf(known));
    return locations(
      known.workspace,
      all.filter(({ role }) => context.includeDeclaration || role !== "definition"),
    );
  });

  connection.onDocumentHighlight(async ({ textDocument, position }): Promise<DocumentHighlight[] | null> => {
    const known = await about(textDocument.uri);
    const found = await symbolIn(known, position, "file");
    if (!known || !found) return null;
    return occurrencesOf(found.symbol, knowledgeOf(known))
      .filter(({ file }) => file === known.file)
      .map(({ range, role }) => toLsp.highlight(known.document, range, role));
  });

  connection.onPrepareRename(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    const found = await symbolIn(known, position, "workspace");
    if (!known || !found) return null;
    const prepared = await prepareRename(found, knowledgeOf(known));
    if ("refused" in prepared) throw refusal(prepared.refused);
    return { range: toLsp.rangeIn(known.document, prepared.range), placeholder: prepared.name };
  });

  connection.onRenameRequest(async ({ textDocument, position, newName }): Promise<WorkspaceEdit | null> => {
    const known = await about(textDocument.uri);
    const found = await symbolIn(known, position, "workspace");
    if (!known || !found) return null;
    const edits = await rename(found, newName, knowledgeOf(known));
    if ("refused" in edits) throw refusal(edits.refused);
    const changes: NonNullable<WorkspaceEdit["changes"]> = {};
    for (const [file, each] of edits) {
      const ranges = await rangesIn(
        known.workspace,
        file,
        each.map(({ range }) => range),
      );
      changes[uriOf(known.workspace, file)] = ranges.map((range) => ({ range, newText: newName }));
    }
    return { changes };
  });

  connection.onDocumentLinks(async ({ textDocument }) => {
    const known = await about(textDocument.uri);
    if (!known) return [];
    return linksOf(known).map(({ range, target }) => ({
      range: toLsp.rangeIn(known.document, range),
      target: uriOf(known.workspace, target),
    }));
  });

  connection.onWorkspaceSymbol(async ({ query }) => {
    const found = (await opened()).map(async (workspace) => {
      const items = workspaceSymbols(workspace, query);
      const places = await locations(workspace, items);
      return items.flatMap(({ kind, name, container }, index) => {
        const location = places[index];
        if (!location) return [];
        const containerName = container === undefined ? kind : `${container} · ${kind}`;
        return [{ name, kind: toLsp.symbolKind(kind), containerName, location }];
      });
    });
    return (await Promise.all(found)).flat();
  });
}

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The symbol at a position, once the SQL around it is known; all SQL for what is asked of the whole workspace. */
async function symbolIn(
  known: KnownDocument | undefined,
  position: Position,
  reach: "file" | "workspace",
): Promise<SymbolAt | undefined> {
  if (!known) return undefined;
  const { checker, file, document } = known;
  await checker.analyseSql(reach === "file" ? [file] : undefined);
  return symbolAt(file, document.offsetAt(position), knowledgeOf(known));
}

function linksOf({ workspace, file }: KnownDocument) {
  return fileLinks(workspace.manifests(file), workspace.view(file));
}

function linkAt(known: KnownDocument, position: Position): string | undefined {
  const offset = known.document.offsetAt(position);
  return linksOf(known).find(({ range }) => contains(range, offset))?.target;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
