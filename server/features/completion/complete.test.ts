import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { depot, flare } from "../../../test/support/manifests.ts";
import { MemoryFileSystem } from "../../workspace/memory-file-system.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { complete } from "./complete.ts";
import type { Proposal } from "./proposal.ts";

/** What is proposed at `$0`, in the order it is shown. */
async function proposals(source: string): Promise<readonly Proposal[]> {
  const { files, cursor } = parseFixture(source);
  const texts = [...files].map(([path, text]): [string, string] => [`/workspace/${path}`, text]);
  const workspace = await Workspace.open("/workspace", new MemoryFileSystem(Object.fromEntries(texts)));
  const { file, offset } = cursor ?? { file: "", offset: 0 };
  const found = complete(files.get(file) ?? "", offset, workspace, file);
  return found.toSorted((one, other) => one.order.localeCompare(other.order));
}

async function labels(source: string): Promise<readonly string[]> {
  return (await proposals(source)).map(({ label }) => label);
}

/** The file after a proposal was taken, with the places to fill in still marked. */
async function taking(source: string, label: string): Promise<string> {
  const { files, cursor } = parseFixture(source);
  const text = files.get(cursor?.file ?? "") ?? "";
  const proposal = (await proposals(source)).find((each) => each.label === label);
  if (!proposal) return `${label} is not proposed`;
  const { range, snippet } = proposal;
  return text.slice(0, range.start) + snippet + text.slice(range.end);
}

const workflow = (job: string) => `
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: orders
${job}`;

const crmOf = (type: string) => `
name: crm
version: v2alpha
type: depot
depot:
  type: ${type}
  $0`;

describe("keys", () => {
  test("those that must be there come first, those that are there do not come again", async () => {
    expect((await labels(workflow("      $0"))).slice(0, 3)).toEqual(["spec", "title", "description"]);
    expect(await labels(workflow("      $0"))).not.toContain("name");
  });

  test("of the branch that a sibling chooses, above the cursor or below it", async () => {
    const spec = (lines: string) => workflow(`      spec:\n${lines}`);
    expect((await labels(spec("        stack: flare:7.0\n        st$0")))[0]).toBe("stackSpec");
    expect(await labels(spec("        $0\n        stack: flare:7.0"))).toContain("stackSpec");
    expect((await labels(crmOf("JDBC")))[0]).toBe("jdbc");
    expect(await labels(crmOf("BIGQUERY"))).toEqual(expect.arrayContaining(["bigquery", "secrets"]));
  });

  test("bring along what must stand below them, to be filled in", async () => {
    expect(await taking(workflow("      sp$0"), "spec")).toBe(
      workflow(
        "      spec:\n        stack: ${1|flare:7.0,soda+python:1.0,scanner:2.0,nilus:1.0,container,dataos-ctl,dbt+python:1.0,toolbox|}",
      ).slice(1),
    );
  });

  test("keep the value that is there", async () => {
    expect(await taking(workflow("      dep$0: [other]"), "dependencies")).toContain(
      "\n      dependencies: [other]",
    );
  });

  test("within braces stay on their line", async () => {
    const source = `
      name: wf-orders
      version: v1
      type: workflow
      workflow:
        schedule: { cron: "0 4 * * *", con$0 }
    `;
    expect(await taking(source, "concurrencyPolicy")).toContain(
      '{ cron: "0 4 * * *", concurrencyPolicy: ${1|Allow,Forbid,Replace|} }',
    );
  });

  test("of the second document are those of its kind", async () => {
    const found = await labels(`${depot("crm")}---\nname: wf-orders\nversion: v1\ntype: workflow\n$0`);
    expect(found[0]).toBe("workflow");
    expect(found).not.toContain("depot");
  });

  test("say what they are for, and what they may hold", async () => {
    const [schedule] = (
      await proposals("name: w\nversion: v1\ntype: workflow\nworkflow:\n  schedule:\n    con$0")
    ).filter(({ label }) => label === "concurrencyPolicy");
    expect(schedule?.documentation).toMatch(/One of `Allow`, `Forbid`, `Replace`\.\n\nDefault: `Allow`\./);
  });

  test("that are deprecated come last", async () => {
    const found = await proposals(
      workflow("      spec:\n        stack: flare:7.0\n        stackSpec:\n          $0"),
    );
    const deprecated = found.map((proposal) => proposal.deprecated === true);
    expect(deprecated).toContain(true);
    expect(deprecated.lastIndexOf(false)).toBeLessThan(deprecated.indexOf(true));
  });
});

describe("values", () => {
  test.each([
    [
      "of a list of choices",
      "name: w\nversion: v1\ntype: workflow\nworkflow:\n  schedule:\n    concurrencyPolicy: $0",
      ["Allow", "Forbid", "Replace"],
    ],
    [
      "right behind the colon",
      "name: w\nversion: v1\ntype: workflow\nworkflow:\n  schedule:\n    concurrencyPolicy:$0",
      ["Allow", "Forbid", "Replace"],
    ],
    [
      "in quotes",
      'name: w\nversion: v1\ntype: workflow\nworkflow:\n  schedule:\n    concurrencyPolicy: "F$0"',
      ["Allow", "Forbid", "Replace"],
    ],
    ["true or false", workflow("      gcWhenComplete: $0"), ["true", "false"]],
    ["the version of a kind", "name: w\ntype: workflow\nversion: $0\nworkflow:\n  dag: []", ["v1"]],
  ])("%s", async (_where, source, expected) => {
    expect(await labels(source)).toEqual(expected);
  });

  test("the kinds, where only the head of a manifest is written", async () => {
    expect(await labels("name: something\ntype: $0")).toEqual(
      expect.arrayContaining(["depot", "workflow", "pager", "cluster"]),
    );
  });

  test("a blank comes before a value whose colon the cursor touches", async () => {
    expect(await taking(workflow("      gcWhenComplete:$0"), "true")).toContain("gcWhenComplete: true");
  });

  test("a choice that is longer than one word takes the place of all of it", async () => {
    expect(
      await taking(
        "name: w\nversion: v1\ntype: workflow\nworkflow:\n  schedule:\n    concurrencyPolicy: F$0or bid # why",
        "Forbid",
      ),
    ).toContain("concurrencyPolicy: Forbid # why");
  });
});

describe("names that exist", () => {
  test("the other jobs of a DAG, but neither the job itself nor those it has", async () => {
    const source = `
      name: wf-orders
      version: v1
      type: workflow
      workflow:
        dag:
          - name: load
            file: a.yml
          - name: clean
            file: b.yml
          - name: publish
            file: c.yml
            dependencies:
              - load
              - $0
    `;
    expect(await labels(source)).toEqual(["clean"]);
  });

  test("an item whose dash is not written yet, below another one or below the key of its list", async () => {
    const dag = (lines: string) => `
      name: wf-orders
      version: v1
      type: workflow
      workflow:
        dag:
          - name: load
            file: a.yml
          - name: clean
            file: b.yml
          - name: publish
            file: c.yml
            dependencies:
${lines}
    `;
    expect(await labels(dag("              - load\n              $0"))).toEqual(["clean"]);
    expect(await taking(dag("              - load\n              $0"), "clean")).toMatch(
      /- load\n +- clean\n/,
    );
    expect(await taking(dag("              cl$0"), "clean")).toMatch(/dependencies:\n +- clean\n/);
    expect(await taking(dag("              - load\n          $0"), "name")).toMatch(
      /- load\n {4}- name: \$\{1:/,
    );
  });

  test("an address part by part: depots, their collections, the datasets in one, how to open it", async () => {
    const at = (address: string) => `
#- crm.yml
${depot("crm")}
#- load.yml
${flare({ name: "load", input: "dataos://crm:raw/orders", output: "dataos://crm:sales/orders" })}
#- use.yml
${flare({ name: "use", input: address, output: "dataos://lake:x/y" })}`;
    expect((await labels(at("dat$0")))[0]).toBe("dataos://crm:");
    expect(await labels(at("dataos://crm:$0"))).toEqual(["dataos://crm:raw/", "dataos://crm:sales/"]);
    expect(await labels(at("dataos://crm:sales/$0"))).toEqual(["dataos://crm:sales/orders"]);
    expect(await labels(at("dataos://crm:sales/orders?$0"))).toEqual([
      "dataos://crm:sales/orders?acl=r",
      "dataos://crm:sales/orders?acl=rw",
    ]);
  });

  test("a path leads to a manifest of the kind that is wanted, from the manifest's own folder where it can", async () => {
    const source = `
#- depots/crm.yml
${depot("crm")}
#- flows/steps/load.yml
${flare({ name: "load", input: "dataos://crm:raw/orders", output: "dataos://crm:sales/orders" })}
#- other/clean.yml
${flare({ name: "clean", input: "dataos://crm:raw/orders", output: "dataos://crm:sales/clean" })}
#- flows/all.yml
name: wf-all
version: v1
type: workflow
workflow:
  dag:
    - name: load
      file: $0
`;
    expect(await labels(source)).toEqual(["steps/load.yml", "other/clean.yml"]);
  });
});

describe("nothing is proposed", () => {
  test.each([
    ["in a comment", workflow("      # sp$0")],
    ["in SQL", flare({ name: "a", input: "dataos://a:b/c", output: "dataos://a:b/d", sql: "SELECT $0" })],
    ["in other YAML", "services:\n  web:\n    im$0"],
    ["in a name", "name: w$0\nversion: v1\ntype: workflow\nworkflow:\n  dag: []"],
  ])("%s", async (_where, source) => {
    expect(await labels(source)).toEqual([]);
  });
});

const fixtures = join(import.meta.dirname, "../../schema/fixtures");
const texts = readdirSync(fixtures)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(fixtures, name), "utf8"));
const empty = await Workspace.open("/workspace", new MemoryFileSystem({}));
const propose = (text: string, offset: number) => complete(text, offset, empty, "x.yml");

test("a key that was there is proposed once it is half deleted, whatever stands below", () => {
  let seen = 0;
  let keys = 0;
  const missed: string[] = [];
  for (const text of texts) {
    for (const { 0: line, 1: before = "", 2: key = "", index } of text.matchAll(
      /^( *(?:- )?)([A-Za-z]\w+):(?= |$)/gm,
    )) {
      if (++seen % 4 !== 0) continue;
      const at = index + before.length;
      const half = text.slice(0, at + 1) + text.slice(at + key.length);
      const known = propose(half, at + 1).map(({ label }) => label);
      keys++;
      if (!known.includes(key)) missed.push(`${text.slice(0, index).split("\n").length}: ${line}`);
    }
  }
  expect(keys).toBeGreaterThan(150);
  // The rest are names that authors make up, and the `type` that says what all of it is.
  expect(missed.length / keys).toBeLessThan(0.06);
});

test("whatever is proposed at whatever place leaves YAML whole, once its places are filled in", () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      const offset = Math.floor(share * text.length);
      for (const { range, snippet, kind } of propose(text, offset)) {
        if (kind !== "key") continue;
        const filled = snippet
          .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}|\$\{\d+:([^}]*)\}|\$\d+/g, "$1$2")
          .replaceAll("\\", "");
        const hasValue = /^\s*:/.test(text.slice(range.end));
        const rest = hasValue ? "" : /^[^\n]*/.exec(text.slice(range.end))?.[0];
        const after = text.slice(0, range.start) + filled + text.slice(range.end + (rest?.length ?? 0));
        expect(parseYaml(after).problems.filter(({ rule }) => rule === "yaml-syntax")).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
});
