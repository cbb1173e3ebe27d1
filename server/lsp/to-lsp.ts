import {
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  FoldingRangeKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  SemanticTokensBuilder,
  SymbolKind as LspSymbolKind,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type Hover as LspHover,
  type DocumentHighlight,
  type DocumentSymbol,
  type FoldingRange,
  type Position,
  type Range,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextEdit as LspTextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Lens } from "../features/code-lens.ts";
import { fixAll } from "../features/fix-all.ts";
import type { Fold } from "../features/folding.ts";
import type { OutlineItem } from "../features/outline.ts";
import type { SymbolKind } from "../manifest/symbols.ts";
import type { Proposal } from "../features/completion/proposal.ts";
import type { Hover } from "../features/hover/hover-text.ts";
import type { SemanticToken, TokenType } from "../features/semantic-tokens.ts";
import { Lines } from "../text/lines.ts";
import type { Problem, Severity, TextEdit } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";

/** The one place where offsets become lines and our words become the protocol's. */

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export interface DiagnosticContext {
  /** URI of the folder with a page for each rule. */
  readonly rulePages: string | undefined;
  /** The file that has the problems. */
  readonly file: string;
  /** Lines of that file and of those that the problems mention. */
  readonly lines: ReadonlyMap<string, Lines>;
  uriOf(file: string): string;
}

export function diagnostics(problems: readonly Problem[], context: DiagnosticContext): Diagnostic[] {
  return problems.map((problem) => diagnostic(problem, context));
}

function diagnostic(
  { rule, severity, message, range, related, known }: Problem,
  { rulePages, file, lines, uriOf }: DiagnosticContext,
): Diagnostic {
  return {
    // Known problems stay visible where somebody works, and out of every list and count.
    source: known ? "dps baseline" : "dps",
    code: rule,
    ...(rulePages && { codeDescription: { href: `${rulePages}/${rule}.md` } }),
    severity: severities[known ? "hint" : severity],
    message,
    range: toRange(range, lines.get(file)),
    ...(rule === "deprecated-key" && { tags: [DiagnosticTag.Deprecated] }),
    ...(related && {
      relatedInformation: related.map((place) => ({
        location: { uri: uriOf(place.file), range: toRange(place.range, lines.get(place.file)) },
        message: place.message,
      })),
    }),
  };
}

function toRange({ start, end }: OffsetRange, lines = new Lines("")): Range {
  return { start: lines.position(start), end: lines.position(end) };
}

/** The fixes of problems, each as the quick fix of the diagnostics it would mend. */
export function quickFixes(
  document: TextDocument,
  problems: readonly Problem[],
  shown: readonly Diagnostic[],
): CodeAction[] {
  return problems.flatMap((problem) => {
    const mended = shown.filter(
      (each) =>
        each.code === problem.rule &&
        each.message === problem.message &&
        document.offsetAt(each.range.start) === problem.range.start,
    );
    return (problem.fixes ?? []).map(({ title, edits }, index) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: mended,
      isPreferred: index === 0,
      edit: { changes: { [document.uri]: textEdits(document, edits) } },
    }));
  });
}

/** One action that mends all problems at once, or those of one rule; none where nothing can be mended without a choice. */
export function fixAllAction(
  document: TextDocument,
  problems: readonly Problem[],
  kind: CodeActionKind,
  titleOf: (fixed: number) => string,
): CodeAction[] {
  const { edits, fixed } = fixAll(problems);
  if (fixed === 0) return [];
  return [{ title: titleOf(fixed), kind, edit: { changes: { [document.uri]: textEdits(document, edits) } } }];
}

/** An action that is offered, and never taken for the fix. */
export function editAction(document: TextDocument, title: string, edit: TextEdit): CodeAction {
  const changes = { [document.uri]: textEdits(document, [edit]) };
  return { title, kind: CodeActionKind.QuickFix, isPreferred: false, edit: { changes } };
}

function textEdits(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ range, newText }) => ({ range: rangeIn(document, range), newText }));
}

export function codeLens(document: TextDocument, { title, command, range, parameters }: Lens): CodeLens {
  return {
    range: rangeIn(document, range),
    command: { title, command, arguments: [{ uri: document.uri, ...parameters }] },
  };
}

const completionKinds: Record<Proposal["kind"], CompletionItemKind> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  path: CompletionItemKind.File,
};

/** What is inserted stays as it is, for it is indented already. */
export function completionItem(document: TextDocument, proposal: Proposal): CompletionItem {
  const { label, kind, snippet, range, detail, documentation, order, deprecated, asksAgain } = proposal;
  return {
    label,
    kind: completionKinds[kind],
    sortText: order,
    textEdit: { range: rangeIn(document, range), newText: snippet },
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
    ...(detail !== undefined && { detail }),
    ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(asksAgain && { data: { asksAgain } }),
  };
}

export function hover(document: TextDocument, { range, markdown }: Hover): LspHover {
  return { range: rangeIn(document, range), contents: { kind: MarkupKind.Markdown, value: markdown } };
}

const shapes: Record<OutlineItem["shape"], LspSymbolKind> = {
  manifest: LspSymbolKind.Module,
  map: LspSymbolKind.Object,
  list: LspSymbolKind.Array,
  text: LspSymbolKind.String,
  number: LspSymbolKind.Number,
  boolean: LspSymbolKind.Boolean,
  null: LspSymbolKind.Null,
};

export function documentSymbols(document: TextDocument, items: readonly OutlineItem[]): DocumentSymbol[] {
  return items.map(({ name, detail, shape, range, nameRange, children }) => ({
    name,
    kind: shapes[shape],
    range: rangeIn(document, range),
    selectionRange: rangeIn(document, nameRange),
    children: documentSymbols(document, children),
    ...(detail !== undefined && { detail }),
  }));
}

const symbolKinds: ReadonlyMap<SymbolKind, LspSymbolKind> = new Map([
  ["dataset", LspSymbolKind.Struct],
  ["job", LspSymbolKind.Function],
  ["step-view", LspSymbolKind.Variable],
  ["incident", LspSymbolKind.Event],
  ["lens-table", LspSymbolKind.Class],
  ["lens-view", LspSymbolKind.Interface],
  ["lens-member", LspSymbolKind.Field],
]);

export function symbolKind(kind: SymbolKind): LspSymbolKind {
  return symbolKinds.get(kind) ?? LspSymbolKind.Module;
}

export function highlight(
  document: TextDocument,
  range: OffsetRange,
  role: "definition" | "reference",
): DocumentHighlight {
  const kind = role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
  return { range: rangeIn(document, range), kind };
}

/** Token types and modifiers by the numbers that stand for them. */
export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: [
    "namespace",
    "struct",
    "class",
    "property",
    "event",
    "function",
    "variable",
    "macro",
    "keyword",
    "string",
    "number",
    "operator",
  ] satisfies TokenType[],
  tokenModifiers: ["declaration"],
};

export function semanticTokens(document: TextDocument, tokens: readonly SemanticToken[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, declaration } of tokens) {
    const { line, character } = document.positionAt(start);
    builder.push(line, character, end - start, tokenLegend.tokenTypes.indexOf(type), declaration ? 1 : 0);
  }
  return builder.build();
}

export function foldingRange({ startLine, endLine, comment }: Fold): FoldingRange {
  return { startLine, endLine, ...(comment && { kind: FoldingRangeKind.Comment }) };
}

/** @param ranges the smallest first, each within the next */
export function selectionRange(
  document: TextDocument,
  position: Position,
  ranges: readonly OffsetRange[],
): SelectionRange {
  const nothing: SelectionRange = { range: { start: position, end: position } };
  return (
    ranges.reduceRight<SelectionRange | undefined>(
      (parent, range) => ({ range: rangeIn(document, range), ...(parent && { parent }) }),
      undefined,
    ) ?? nothing
  );
}

/** The range in a text of which only the lines are at hand. */
export function rangeBy(lines: Lines, range: OffsetRange): Range {
  return toRange(range, lines);
}

export function rangeIn(document: TextDocument, { start, end }: OffsetRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
