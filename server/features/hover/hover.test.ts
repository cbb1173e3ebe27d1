import { expect, test } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { openFiles } from "../../../test/support/known-files.ts";
import { hover } from "./hover.ts";

const environments = `
environments:
  dev: {DEPOT: devlake, LAKE: "a\`b", DB_PASSWORD: hunter22x, HOOK_URL: "https://hooks.slack.com/services/T01234567/B01234567/abcdefghijklmnopqrstuvwx", EMPTY: ""}
  prod: {DEPOT: lakehouse, REGION: eu}
`;

/** Hovers where `$0` stands in a cluster's manifest. */
async function hoverAt(line: string, config = environments) {
  return hoverIn(`
#- dps.config.yml
${config}
#- manifest.yaml
name: query
version: v1
type: cluster
cluster:
  minerva:
    depots:
      - address: ${line}
`);
}

async function hoverIn(source: string) {
  const { files, cursor } = parseFixture(source);
  const known = await openFiles(files);
  const { file, offset } = cursor ?? { file: "", offset: 0 };
  const text = files.get(file) ?? "";
  const found = hover({ ...known, text, offset, file, now: new Date("2027-03-01T12:00:00Z") });
  return found && { ...found, on: text.slice(found.range.start, found.range.end) };
}

test("a variable shows its value in each environment, and which one counts here", async () => {
  const found = await hoverAt("dataos://${DE$0POT}:sales");
  expect(found?.on).toBe("${DEPOT}");
  expect(found?.markdown).toBe(
    "**`DEPOT`**, a variable\n\n- `dev` (local runs use it): `devlake`\n- `prod`: `lakehouse`",
  );
});

test("the configuration chooses the environment", async () => {
  expect((await hoverAt("$0$DEPOT", `${environments}\nenvironment: prod\n`))?.markdown).toContain(
    "- `prod` (local runs use it): `lakehouse`",
  );
});

test.each([
  ["${LA$0KE}", "``a`b``"],
  ["${RE$0GION}", "- `dev` (local runs use it): no value\n- `prod`: `eu`"],
  ["${EM$0PTY}", "`dev` (local runs use it): empty"],
  ["x # $0${DEPOT}", "devlake"],
])("%s says %s", async (line, said) => {
  expect((await hoverAt(line))?.markdown).toContain(said);
});

test.each(["${DB_$0PASSWORD}", "${HO$0OK_URL}"])("%s never shows its value", async (line) => {
  const { markdown = "" } = (await hoverAt(line)) ?? {};
  expect(markdown).toContain("••••••");
  expect(markdown).not.toMatch(/hunter22x|abcdef/);
});

test("one without a value says how to give it one", async () => {
  expect((await hoverAt("${OT$0HER}", ""))?.markdown).toContain("environments:\n  dev:\n    OTHER: …");
  expect((await hoverAt("${OT$0HER}"))?.markdown).toContain("dps.config.yml");
});

test("a secret without a value is not asked for in a file", async () => {
  expect((await hoverAt("${API_$0TOKEN}"))?.markdown).not.toContain("environments:");
});

test.each(["${{DE$0POT}}", "{{ $0x }}", "$|k$0|"])(
  "nothing is said of %s but what the key is for",
  async (line) => {
    expect((await hoverAt(line))?.markdown).not.toContain("a variable");
  },
);

const workflow = `
name: wf-orders
version: v1
type: workflow
description: Cleans the orders.
workflow:
  schedule:
    cron: "0 4 * * MON-FRI"
    timezone: Europe/Berlin
  dag:
    - name: clean
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: raw
                dataset: dataos://crm:raw/orders
            steps:
              - sequence:
                  - name: clean
                    sql: SELECT id, total FROM raw
            outputs:
              - name: clean
                dataset: dataos://lake:sales/orders?acl=rw
                options: { saveMode: overwrite }
`;

test("a schedule in words, with the next times in its own zone", async () => {
  const found = await hoverIn(workflow.replace("0 4 *", "0 $04 *"));
  expect(found?.on).toBe('"0 4 * * MON-FRI"');
  expect(found?.markdown).toBe(
    "**At 04:00, Monday through Friday**\n\nNext, in Europe/Berlin:\n\n- Tue, 2 Mar 2027, 04:00\n- Wed, 3 Mar 2027, 04:00\n- Thu, 4 Mar 2027, 04:00",
  );
});

test("a key: what it is for, what it may hold, whether it must be there", async () => {
  expect((await hoverIn(workflow.replace("timezone:", "time$0zone:")))?.markdown).toMatch(
    /^\*\*`timezone`\*\*\n\nTime zone the schedule is read in/,
  );
  expect((await hoverIn(workflow.replace("  dag:", "  d$0ag:")))?.markdown).toMatch(
    /^\*\*`dag`\*\* · required\n\n/,
  );
});

test("a dataset: who writes and reads it, its sample data, its columns", async () => {
  const source = `
#- flows/orders.yml
${workflow}
#- sample-data/crm/raw/orders.csv
id,total
#- more.yml
${workflow.replace("wf-orders", "wf-more").replace("dataos://crm:raw/orders", "dataos://lake:sales/orders").replace("lake:sales/orders?", "lake:sales/more?")}`;
  const written = await hoverIn(source.replace("lake:sales/orders?", "lake:sales/or$0ders?"));
  expect(written?.markdown).toBe(
    "**dataset `lake:sales/orders`**\n\nWritten in `flows/orders.yml`.\n\nRead in `more.yml`.\n\nColumns, by the SQL that writes them: `id`, `total`.",
  );
  const read = await hoverIn(source.replace("crm:raw/orders", "crm:raw/or$0ders"));
  expect(read?.markdown).toContain("Sample data: `sample-data/crm/raw/orders.csv`.");
});

test("the name of a manifest: what it says of itself, and who uses it", async () => {
  const found = await hoverIn(workflow.replace("name: wf-orders", "name: wf-or$0ders"));
  expect(found?.markdown).toBe(
    "**workflow `wf-orders`**\n\nCleans the orders.\n\nDefined in `manifest.yaml`.",
  );
});
