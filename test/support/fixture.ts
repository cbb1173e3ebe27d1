import type { Severity } from "../../server/text/problem.ts";

/** A problem as a test writes it: on one line, columns half-open, zero-based. */
export interface ExpectedProblem {
  readonly file: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: Severity;
  readonly rule: string;
  /** The message begins with this; empty: any. */
  readonly message: string;
}

export interface Fixture {
  /** Path → text without markers. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly ExpectedProblem[];
  /** Where `$0` stood. */
  readonly cursor?: { readonly file: string; readonly offset: number };
}

const header = /^#- (\S+)\s*$/;
const marker = /^(\s*#)(<?)(\s*)(\^+) (error|warning|information|hint) ([\w-]+)(?:: (.*))?$/;

/**
 * Reads marked-up manifests. `#- name` begins a file (the first may be left out: `manifest.yaml`), carets on a
 * comment line mark a problem on the nearest line above that is no marker (`#<^^` when it begins in column 0),
 * `$0` is the cursor. Common indentation is removed, marker lines too: inside a block scalar they would be text.
 */
export function parseFixture(source: string): Fixture {
  const files = new Map<string, string>();
  const problems: ExpectedProblem[] = [];
  let cursor: Fixture["cursor"];
  let file = "manifest.yaml";
  let lines: string[] = [];

  const finish = () => {
    let text = lines.join("\n");
    const at = text.indexOf("$0");
    if (at >= 0) {
      text = text.slice(0, at) + text.slice(at + 2);
      cursor = { file, offset: at };
    }
    if (text.trim() !== "" || files.size > 0) files.set(file, text);
    lines = [];
  };

  for (const line of dedent(source)) {
    const begin = header.exec(line);
    if (begin) {
      if (lines.some((each) => each.trim() !== "")) finish();
      lines = [];
      file = begin[1] ?? file;
      continue;
    }
    const mark = marker.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    const [, hash = "", zero = "", blanks = "", carets = "", severity, rule = "", message = ""] = mark;
    const column = hash.length + zero.length + blanks.length;
    problems.push({
      file,
      line: lines.length - 1,
      from: zero ? 0 : column,
      to: column + carets.length,
      severity: severity as Severity,
      rule,
      message,
    });
  }
  finish();
  return { files, problems, cursor };
}

function dedent(source: string): string[] {
  const lines = source
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 80);
  return lines.map((line) => line.slice(common));
}
