/** One test of a JUnit report; without `failure` it passed. */
export interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly failure?: {
    readonly kind: "failure" | "error" | "skipped";
    /** How bad it is, in a word. */
    readonly type?: string;
    readonly message: string;
    readonly detail?: string;
  };
}

/** The XML that CI servers read: one suite a file or dataset. */
export function renderJUnit(cases: readonly TestCase[]): string {
  const suites = [...Map.groupBy(cases, ({ suite }) => suite)].map(([name, own]) => renderSuite(name, own));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>`;
}

function renderSuite(name: string, cases: readonly TestCase[]): string {
  const of = (kind: string) => cases.filter(({ failure }) => failure?.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}" skipped="${of("skipped")}"`;
  return `  <testsuite name="${escape(name)}" ${counts}>\n${cases.map(renderCase).join("")}  </testsuite>\n`;
}

function renderCase({ suite, name, failure }: TestCase): string {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  if (!failure) return `${open}/>\n`;
  const { kind, type, message, detail = "" } = failure;
  const attributes = `${type === undefined ? "" : `type="${escape(type)}" `}message="${escape(message)}"`;
  return `${open}>\n      <${kind} ${attributes}>${escape(detail)}</${kind}>\n    </testcase>\n`;
}

function escape(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      // A reader of attributes takes white space that is not escaped for blanks.
      .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}
