import type { Problem } from "../text/problem.ts";
import type { FileFacts } from "./facts.ts";
import { Findings } from "./findings.ts";
import type { Manifest, PlainSecret, SqlText } from "./model.ts";
import { secretProblem, secretsByShape, secretsInCode } from "./plain-secrets.ts";
import { readDatasets } from "./sql-datasets.ts";

/** Languages of the files that lie beside manifests and belong to them; `lens-sql` is the SQL of a Lens table. */
export type SourceLanguage = "python" | "sql" | "lens-sql";

/** Longer files are data or made by tools, and are not looked at. */
export const sourceSizeLimit = 256_000;

/**
 * What is known of a file that is no YAML: a function of its text and its language. The SQL of a Lens table is a
 * manifest of kind `lens-sql`, for the rest of the model relies on it; of all others only secrets are known.
 */
export function deriveSourceFacts(text: string, language: SourceLanguage): FileFacts {
  const isReadable = text.length <= sourceSizeLimit && !text.includes("\0");
  const secrets = isReadable ? secretsOf(text) : [];
  const manifests = isReadable && language === "lens-sql" ? [lensSql(text, secrets)] : [];
  const problems = manifests.length > 0 ? [] : secrets.map((secret) => problemOf(secret, language));
  return { manifests, problems, broken: false, reliable: true };
}

function secretsOf(text: string): readonly PlainSecret[] {
  const shaped = secretsByShape(text, { start: 0, end: text.length });
  const assigned = secretsInCode(text).filter(
    ({ start, end }) => !shaped.some((secret) => secret.start < end && start < secret.end),
  );
  return [...shaped, ...assigned].toSorted((one, other) => one.start - other.start);
}

function lensSql(text: string, secrets: readonly PlainSecret[]): Manifest {
  const range = { start: 0, end: text.length };
  const sql: SqlText = { dialect: "lens", form: "statement", value: text, source: text, range };
  const findings = new Findings(text);
  readDatasets(sql, findings);
  return {
    kind: "lens-sql",
    range,
    definitions: [],
    references: findings.references,
    paths: [],
    sqls: text.trim() === "" ? [] : [sql],
    secrets,
    problems: [],
    body: undefined,
  };
}

function problemOf(secret: PlainSecret, language: SourceLanguage): Problem {
  const remedy =
    language === "python"
      ? "read it from the environment instead."
      : "keep it out of the file, which others can read.";
  return { rule: "plain-secret", severity: "warning", ...secretProblem(secret, remedy) };
}
