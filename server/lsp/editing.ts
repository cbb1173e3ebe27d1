import { CodeActionKind, type Connection } from "vscode-languageserver";
import { codeLenses } from "../features/code-lens.ts";
import { complete } from "../features/completion/complete.ts";
import { hover } from "../features/hover.ts";
import { outline } from "../features/outline.ts";
import { selectionRanges } from "../features/selection.ts";
import type { About } from "./known-document.ts";
import * as toLsp from "./to-lsp.ts";

/** What is asked of one document while it is written. */
export function registerEditing(connection: Connection, about: About): void {
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const known = wantsQuickFixes(context.only) ? await about(textDocument.uri) : undefined;
    if (!known) return [];
    const { document, checker, file } = known;
    return toLsp.quickFixes(document, checker.problems(file), range, context.diagnostics);
  });

  connection.onHover(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    if (!known) return null;
    const { document, workspace, checker, file } = known;
    await checker.analyseSql([file]);
    const found = hover({
      text: document.getText(),
      offset: document.offsetAt(position),
      file,
      workspace,
      analysisOf: (sql) => checker.analysisOf(sql),
      now: new Date(),
    });
    return found ? toLsp.hover(document, found) : null;
  });

  connection.onCodeLens(async ({ textDocument }) => {
    const known = await about(textDocument.uri);
    if (!known) return [];
    const { document, workspace, file } = known;
    return codeLenses(workspace.manifests(file)).map((lens) => toLsp.codeLens(document, lens));
  });

  connection.onCompletion(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    if (!known) return [];
    const { document, workspace, file } = known;
    return complete(document.getText(), document.offsetAt(position), workspace, file).map((proposal) =>
      toLsp.completionItem(document, proposal),
    );
  });

  connection.onDocumentSymbol(async ({ textDocument }) => {
    const known = await about(textDocument.uri);
    if (!known || known.workspace.manifests(known.file).length === 0) return [];
    return toLsp.documentSymbols(known.document, outline(known.document.getText()));
  });

  connection.onSelectionRanges(async ({ textDocument, positions }) => {
    const known = await about(textDocument.uri);
    if (!known || known.workspace.manifests(known.file).length === 0) return null;
    const { document } = known;
    return positions.map((position) =>
      toLsp.selectionRange(
        document,
        position,
        selectionRanges(document.getText(), document.offsetAt(position)),
      ),
    );
  });
}

/** Kinds are hierarchical: who asks for any action gets quick fixes too. */
function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  return !only || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}
