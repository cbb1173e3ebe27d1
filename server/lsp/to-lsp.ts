import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Lens } from "../features/code-lens.ts";
import { Lines } from "../text/lines.ts";
import type { Problem, Severity } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";

/** The one place where offsets become lines and our words become the protocol's. */

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export interface DiagnosticContext {
  readonly rulePages: string | undefined;
  uriOf(file: string): string;
}

export function diagnostics(
  problems: readonly Problem[],
  text: string,
  context: DiagnosticContext,
): Diagnostic[] {
  if (problems.length === 0) return [];
  const lines = new Lines(text);
  return problems.map((problem) => diagnostic(problem, lines, context));
}

function diagnostic(
  { rule, severity, message, range, related }: Problem,
  lines: Lines,
  context: DiagnosticContext,
): Diagnostic {
  return {
    source: "dps",
    code: rule,
    ...(context.rulePages && { codeDescription: { href: `${context.rulePages}/${rule}.md` } }),
    severity: severities[severity],
    message,
    range: toRange(range, lines),
    ...(rule === "deprecated-key" && { tags: [DiagnosticTag.Deprecated] }),
    ...(related && {
      relatedInformation: related.map((place) => ({
        // Offsets of another file can't be told as lines without its text; its first line leads there.
        location: {
          uri: context.uriOf(place.file),
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        },
        message: place.message,
      })),
    }),
  };
}

function toRange({ start, end }: OffsetRange, lines: Lines): Range {
  return { start: lines.position(start), end: lines.position(end) };
}

/** The fixes of the problems that the range touches. */
export function codeActions(
  uri: string,
  document: TextDocument,
  problems: readonly Problem[],
  range: Range,
  shown: readonly Diagnostic[],
): CodeAction[] {
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const touched = problems.filter((problem) => problem.range.start <= to && from <= problem.range.end);
  return touched.flatMap((problem) => {
    const own = shown.filter(({ code, message }) => code === problem.rule && message === problem.message);
    return (problem.fixes ?? []).map(({ title, edits }, index) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: own,
      isPreferred: index === 0,
      edit: {
        changes: {
          [uri]: edits.map((edit) => ({
            range: { start: document.positionAt(edit.range.start), end: document.positionAt(edit.range.end) },
            newText: edit.newText,
          })),
        },
      },
    }));
  });
}

export function codeLens(
  uri: string,
  document: TextDocument,
  { title, command, range, parameters }: Lens,
): CodeLens {
  return {
    range: { start: document.positionAt(range.start), end: document.positionAt(range.end) },
    command: { title, command, arguments: [{ uri, ...parameters }] },
  };
}
