import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { validateXML } from "xmllint-wasm";

/** The schemas of the report formats themselves; see the README beside them. */
const folder = join(dirname(import.meta.dirname), "formats", "third-party");

/** What is wrong with a SARIF log; empty when it is valid. */
export function sarifErrors(log: string): readonly string[] {
  validateSarif(JSON.parse(log));
  return (validateSarif.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || "/"}: ${message}`,
  );
}

/** What is wrong with a JUnit report; empty when it is valid. */
export async function junitErrors(report: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: report },
    schema: { fileName: "junit-10.xsd", contents: readFileSync(join(folder, "junit-10.xsd"), "utf8") },
  });
  return errors.map(({ message }) => message);
}

const validateSarif = compileSarif();

/** The schema is of draft 4 (but for its name nothing in it means something else in draft 7), and so are its patterns. */
function compileSarif() {
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(join(folder, "sarif-2.1.0-rtm.5.json"), "utf8")) as Record<string, unknown>;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
