import { expect, test } from "vitest";
import { parseFixture } from "../../test/support/fixture.ts";
import { deriveFacts } from "../manifest/facts.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import { readConfig } from "../workspace/config.ts";
import { environmentOf } from "../workspace/environment.ts";
import { hover } from "./hover.ts";

const environments = `
environments:
  dev: {DEPOT: devlake, LAKE: "a\`b", DB_PASSWORD: hunter22x, HOOK_URL: "https://hooks.slack.com/services/T01234567/B01234567/abcdefghijklmnopqrstuvwx", EMPTY: ""}
  prod: {DEPOT: lakehouse, REGION: eu}
`;

/** Hovers where `$0` stands in a cluster's manifest. */
function hoverAt(line: string, config = environments) {
  const { files, cursor } = parseFixture(`
    name: query
    version: v1
    type: cluster
    cluster:
      minerva:
        depots:
          - address: ${line}
  `);
  const text = files.get("manifest.yaml") ?? "";
  const read = readConfig(config);
  const { manifests } = deriveFacts(text, { schemas: builtinSchemas });
  const found = hover({
    text,
    offset: cursor?.offset ?? 0,
    manifests,
    config: read.config,
    environment: environmentOf(read.config),
  });
  return found && { ...found, on: text.slice(found.range.start, found.range.end) };
}

test("a variable shows its value in each environment, and which one counts here", () => {
  const found = hoverAt("dataos://${DE$0POT}:sales");
  expect(found?.on).toBe("${DEPOT}");
  expect(found?.markdown).toBe(
    "**`DEPOT`**, a variable\n\n- `dev` (local runs use it): `devlake`\n- `prod`: `lakehouse`",
  );
});

test("the configuration chooses the environment", () => {
  expect(hoverAt("$0$DEPOT", `${environments}\nenvironment: prod\n`)?.markdown).toContain(
    "- `prod` (local runs use it): `lakehouse`",
  );
});

test.each([
  ["${LA$0KE}", "``a`b``"],
  ["${RE$0GION}", "- `dev` (local runs use it): no value\n- `prod`: `eu`"],
  ["${EM$0PTY}", "`dev` (local runs use it): empty"],
  ["x # $0${DEPOT}", "devlake"],
])("%s says %s", (line, said) => {
  expect(hoverAt(line)?.markdown).toContain(said);
});

test.each(["${DB_$0PASSWORD}", "${HO$0OK_URL}"])("%s never shows its value", (line) => {
  const { markdown = "" } = hoverAt(line) ?? {};
  expect(markdown).toContain("••••••");
  expect(markdown).not.toMatch(/hunter22x|abcdef/);
});

test("one without a value says how to give it one", () => {
  expect(hoverAt("${OT$0HER}", "")?.markdown).toContain("environments:\n  dev:\n    OTHER: …");
  expect(hoverAt("${OT$0HER}")?.markdown).toContain("dps.config.yml");
});

test("a secret without a value is not asked for in a file", () => {
  expect(hoverAt("${API_$0TOKEN}")?.markdown).not.toContain("environments:");
});

test.each(["dataos://la$0ke:sales", "dataos://${DEPOT}$0:sales", "${{DE$0POT}}", "{{ $0x }}", "$|k$0|"])(
  "nothing is said of %s",
  (line) => {
    expect(hoverAt(line)).toBeUndefined();
  },
);
