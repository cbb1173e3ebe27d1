import {
  CodeActionKind,
  type ClientCapabilities,
  type CodeAction,
  type Connection,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { complete } from "../features/completion/complete.ts";
import { fixAll } from "../features/fix-all.ts";
import { hover } from "../features/hover/hover.ts";
import { folds } from "../features/folding.ts";
import { outline } from "../features/outline.ts";
import { semanticTokens } from "../features/semantic-tokens.ts";
import { suppression } from "../features/suppress.ts";
import { selectionRanges } from "../features/selection.ts";
import type { SqlService } from "../sql/sql.ts";
import type { Problem } from "../text/problem.ts";
import { knowledgeOf, type About } from "./known-document.ts";
import { migrationActions } from "./migrations.ts";
import { signalOf } from "./requests.ts";
import * as toLsp from "./to-lsp.ts";

export interface EditingOptions {
  readonly sql: SqlService;
  /** Of the editor. */
  readonly capabilities: ClientCapabilities;
}

/** What is asked of one document while it is written. */
export function registerEditing(
  connection: Connection,
  about: About,
  { sql, capabilities }: EditingOptions,
): void {
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const wanted = (kind: CodeActionKind) => isWanted(kind, context.only);
    const kinds = [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, CodeActionKind.RefactorRewrite];
    if (!kinds.some(wanted)) return [];
    const known = await about(textDocument.uri);
    if (!known) return [];
    const { document, checker, file } = known;
    const problems = checker.problems(file);
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const here = problems.filter((problem) => problem.range.start <= to && from <= problem.range.end);
    return [
      ...(wanted(CodeActionKind.QuickFix)
        ? [
            ...toLsp.quickFixes(document, here, context.diagnostics),
            ...ofWholeRules(document, problems, here),
            ...suppressions(document, here),
          ]
        : []),
      ...(wanted(CodeActionKind.RefactorRewrite) ? migrationActions(known, capabilities) : []),
      // Unasked it would be in the way of the fixes for the place at hand.
      ...(context.only && wanted(CodeActionKind.SourceFixAll)
        ? toLsp.fixAllAction(document, problems, sourceFixAll, () => "Fix all that has one fix")
        : []),
    ];
  });

  connection.onHover(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    if (!known) return null;
    const { document, checker, file } = known;
    await checker.analyseSql([file]);
    const [text, offset] = [document.getText(), document.offsetAt(position)];
    const found = hover({ ...knowledgeOf(known), text, offset, file, now: new Date() });
    return found ? toLsp.hover(document, found) : null;
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

  connection.languages.semanticTokens.on(async ({ textDocument }, token) => {
    const known = await about(textDocument.uri);
    if (!known) return { data: [] };
    const { document, checker, file } = known;
    await checker.analyseSql([file]);
    const tokens = await semanticTokens(file, document.getText(), knowledgeOf(known), sql, signalOf(token));
    return toLsp.semanticTokens(document, tokens);
  });

  connection.onFoldingRanges(async ({ textDocument }) => {
    const known = await about(textDocument.uri);
    if (!known || known.workspace.manifests(known.file).length === 0) return null;
    return folds(known.document.getText()).map(toLsp.foldingRange);
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

export const sourceFixAll = `${CodeActionKind.SourceFixAll}.dps`;

/** For each rule with a problem at hand: all of its problems in the file at once, where there are several. */
function ofWholeRules(
  document: TextDocument,
  problems: readonly Problem[],
  here: readonly Problem[],
): CodeAction[] {
  return [...new Set(here.map(({ rule }) => rule))].flatMap((rule) => {
    const same = problems.filter((problem) => problem.rule === rule);
    if (fixAll(same).fixed < 2) return [];
    return toLsp.fixAllAction(
      document,
      same,
      CodeActionKind.QuickFix,
      (fixed) => `Fix all ${fixed} problems of ${rule} in this file`,
    );
  });
}

/** For each rule with a problem at hand: to have it ignored on the line of the first. */
function suppressions(document: TextDocument, here: readonly Problem[]): CodeAction[] {
  if (document.languageId !== "yaml") return [];
  const first = new Map(here.toReversed().map((problem) => [problem.rule, problem]));
  return [...first.values()].flatMap((problem) => {
    const edit = suppression(document.getText(), problem);
    return edit ? [toLsp.editAction(document, `Ignore ${problem.rule} on this line`, edit)] : [];
  });
}

/** Kinds are hierarchical: who asks for any action gets this one too. */
function isWanted(kind: CodeActionKind, only: readonly string[] | undefined): boolean {
  return (
    !only ||
    only.some(
      (each) => each === "" || kind === each || kind.startsWith(`${each}.`) || each.startsWith(`${kind}.`),
    )
  );
}
