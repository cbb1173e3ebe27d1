import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { depot, flare } from "../../test/support/manifests.ts";
import { shop } from "../../test/support/shop.ts";
import { rules } from "../rules/index.ts";
import type { CheckResult } from "../run/results.ts";
import { version } from "../version.ts";

/** One warning in `flows/orders.yml`, one error in `depots/lake.yml`, nothing in `depots/crm.yml`. */
const files = {
  "dps.config.yml": "",
  "depots/crm.yml": depot("crm"),
  "depots/lake.yml": depot("lake").replace("depot:\n", "depto:\n"),
  "flows/orders.yml": flare({
    name: "orders",
    input: "dataos://cmr:raw/orders",
    output: "dataos://lake:sales/orders",
  }),
};

const warning = {
  rule: "unresolved-reference",
  severity: "warning",
  message: '"cmr" is no depot of this workspace; did you mean "crm"?',
  range: { start: { line: 14, character: 34 }, end: { line: 14, character: 37 } },
  fixes: [{ title: 'Change to "crm"' }],
};

const check = (folder: string, ...parameters: string[]) =>
  resultOf<CheckResult>(folder, "check", ...parameters);

test("a workspace without problems", async () => {
  const folder = folderWith(shop);
  expect(await check(folder)).toEqual({
    version: 1,
    manifests: 4,
    problems: [],
    summary: { error: 0, warning: 0, information: 0, hint: 0 },
  });
  expect(await dps(folder, "check")).toEqual({
    status: 0,
    stdout: "✔ 4 manifests checked, nothing found\n",
    stderr: "",
  });
});

test("problems are listed by file, then by place, with what would mend them", async () => {
  const { manifests, problems, summary } = await check(folderWith(files));
  expect(manifests).toBe(3);
  expect(problems).toMatchObject([
    {
      file: "depots/lake.yml",
      rule: "unknown-key",
      severity: "error",
      range: { start: { line: 4, character: 0 } },
    },
    { file: "flows/orders.yml", ...warning },
  ]);
  expect(summary).toEqual({ error: 1, warning: 1, information: 0, hint: 0 });
});

describe("which files are meant, and how they are called", () => {
  test.each([
    ["the current folder", ".", [""], ["depots/lake.yml", "flows/orders.yml"]],
    ["no path: the current folder", ".", [], ["depots/lake.yml", "flows/orders.yml"]],
    ["a folder", ".", ["flows"], ["orders.yml"]],
    ["a folder from elsewhere", "depots", ["../flows"], ["orders.yml"]],
    ["a file", ".", ["flows/orders.yml"], ["orders.yml"]],
    ["a file from elsewhere", "depots", ["../flows/orders.yml"], ["orders.yml"]],
    ["several paths", ".", ["flows", "depots/lake.yml"], ["depots/lake.yml", "flows/orders.yml"]],
    ["several paths from elsewhere", "depots", [".", "../flows"], ["lake.yml", "../flows/orders.yml"]],
    [
      "paths within each other",
      ".",
      ["flows", ".", "flows/orders.yml"],
      ["depots/lake.yml", "flows/orders.yml"],
    ],
    ["a folder whose name begins like another's", ".", ["flow", "flows"], ["flows/orders.yml"]],
    ["a folder without manifests", ".", ["flow"], []],
    ["as asked", ".", ["flows", "--relative-to", "."], ["flows/orders.yml"]],
    ["as asked from elsewhere", "depots", ["../flows", "--relative-to", "../flow"], ["../flows/orders.yml"]],
    [
      "as asked of several paths",
      ".",
      ["flows", "depots", "--relative-to", "depots"],
      ["lake.yml", "../flows/orders.yml"],
    ],
  ])("%s", async (_title, cwd, paths, expected) => {
    const folder = folderWith({ ...files, "flow/notes.txt": "" });
    const { problems } = await check(join(folder, cwd), ...paths.map((path) => path || "."));
    expect(problems.map(({ file }) => file)).toEqual(expected);
  });

  test("a file is seen within its workspace, and counted alone", async () => {
    const { manifests, problems } = await check(folderWith(files), "flows/orders.yml");
    expect(manifests).toBe(1);
    expect(problems).toMatchObject([{ message: expect.stringContaining('did you mean "crm"') }]);
  });

  test("without a configuration or git the folder itself is the workspace", async () => {
    const { "dps.config.yml": _config, ...rest } = files;
    expect((await check(folderWith(rest), "flows")).problems).toEqual([]);
  });

  test("manifests are counted once, however many paths name them", async () => {
    expect((await check(folderWith(files), ".", "flows", "flows/orders.yml")).manifests).toBe(3);
  });

  test("paths may lie in several workspaces", async () => {
    const others = Object.entries(files).map(([file, text]) => [`other/${file}`, text]);
    const folder = folderWith({ ...files, ...Object.fromEntries(others) });
    const { manifests, problems, summary } = await check(folder, "flows", "other/flows");
    expect(manifests).toBe(2);
    expect(problems.map(({ file }) => file)).toEqual(["flows/orders.yml", "other/flows/orders.yml"]);
    expect(summary).toEqual({ error: 0, warning: 2, information: 0, hint: 0 });
  });

  describe("workspaces within a folder are checked too, each as its own", () => {
    const below = (folder: string) =>
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
    const nested = {
      ...files,
      ...below("teams/one"),
      ...below("teams/one/deep/two"),
      ...below("teams/.hidden"),
      ...below("ignored"),
      ".gitignore": "ignored/\n",
      ".git/HEAD": "",
    };
    const found = (...folders: readonly string[]) =>
      folders.flatMap((folder) => [`${folder}depots/lake.yml`, `${folder}flows/orders.yml`]);

    test.each([
      ["below the workspace that is meant", ["."], found("", "teams/one/", "teams/one/deep/two/")],
      ["below a folder of it", ["teams"], found("one/", "one/deep/two/")],
      ["not beside what is meant", ["flows"], ["orders.yml"]],
      [
        "once, however they are named",
        [".", "teams", "teams/one/deep/two/flows"],
        found("", "teams/one/", "teams/one/deep/two/"),
      ],
      ["not around a part of them", ["teams/one/flows"], ["orders.yml"]],
    ])("%s", async (_title, paths, expected) => {
      const { problems, manifests } = await check(folderWith(nested), ...paths);
      expect(problems.map(({ file }) => file)).toEqual(expected);
      if (expected.length > 1) expect(manifests).toBe((expected.length / 2) * 3);
    });

    test("their names are no duplicates, and nothing of one is known in another", async () => {
      const folder = folderWith({
        ...nested,
        "teams/one/depots/cmr.yml": depot("cmr"),
        "teams/one/depots/lake.yml": depot("lake"),
      });
      expect((await check(folder, "teams/one")).problems.map(({ file }) => file)).toEqual(found("deep/two/"));
    });
  });

  test("a file that is left out is said to be", async () => {
    const folder = folderWith({ ...files, "dps.config.yml": "exclude: [flows/]\n" });
    const { status, stdout, stderr } = await dps(folder, "check", "flows/orders.yml");
    expect(stderr).toBe("dps: orders.yml is left out: its workspace excludes it, or git ignores it.\n");
    expect(stdout).toContain("0 manifests checked");
    expect(status).toBe(0);
  });
});

describe("exit status by --fail-on", () => {
  const hint = files["flows/orders.yml"].replace("cmr:raw/orders", "lake:sales/elsewhere");
  test.each([
    ["depots/crm.yml", "hint", 0],
    ["flows/orders.yml", undefined, 0],
    ["flows/orders.yml", "error", 0],
    ["flows/orders.yml", "warning", 1],
    ["flows/orders.yml", "hint", 1],
    ["flows/hint.yml", "warning", 0],
    ["flows/hint.yml", "hint", 1],
    ["depots/lake.yml", undefined, 1],
    ["depots/lake.yml", "warning", 1],
  ])("%s with %s: %i", async (path, threshold, status) => {
    const folder = folderWith({ ...files, "flows/hint.yml": hint.replaceAll("orders", "hint") });
    const options = threshold === undefined ? [] : ["--fail-on", threshold];
    expect((await dps(folder, "check", path, ...options)).status).toBe(status);
  });
});

test("what the configuration and comments suppress is not there", async () => {
  const folder = folderWith({
    ...files,
    "dps.config.yml": "rules:\n  unresolved-reference: hint\n",
    "depots/lake.yml": files["depots/lake.yml"].replace("depto:", "depto: # dps-ignore"),
  });
  expect((await check(folder)).summary).toEqual({ error: 0, warning: 0, information: 0, hint: 1 });
});

test("problems of SQL are among them", async () => {
  const text = shop["flows/spending.yml"].replace("FROM located", "FROM loacted");
  const { problems } = await check(folderWith({ ...shop, "flows/spending.yml": text }));
  expect(problems.map(({ rule }) => rule)).toEqual(["unknown-view"]);
});

test("schemas of one's own that can't be used are problems where they are named, and everything else is checked", async () => {
  const { manifests, problems } = await check(
    folderWith({
      ...files,
      "dps.config.yml": "schemas: [none.json, odd.json]\n",
      "odd.json": '{ "oneOf": [] }',
    }),
  );
  expect(manifests).toBe(3);
  expect(problems.filter(({ file }) => file === "dps.config.yml")).toMatchObject([
    {
      rule: "malformed-value",
      severity: "error",
      message: "none.json holds no JSON Schema; correct the file or its path.",
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 19 } },
    },
    {
      rule: "malformed-value",
      message: expect.stringContaining("oneOf"),
      range: { start: { line: 0, character: 21 }, end: { line: 0, character: 29 } },
    },
  ]);
});

describe("renderings", () => {
  test("text, for people", async () => {
    const folder = folderWith(files);
    const [error, warning] = (await check(folder)).problems;
    const { stdout } = await dps(folder, "check");
    expect(stdout).toBe(`depots/lake.yml
  5:1  error  ${error?.message}  unknown-key

flows/orders.yml
  15:35  warning  ${warning?.message}  unresolved-reference

✖ 3 manifests checked: 1 error, 1 warning
`);
  });

  test("github: an annotation a problem", async () => {
    const { stdout } = await dps(folderWith(files), "check", "--format", "github");
    const [error, annotation, ...rest] = stdout.split("\n");
    expect(error).toMatch(
      /^::error file=depots\/lake.yml,line=5,col=1,endLine=5,endColumn=6,title=unknown-key::/,
    );
    expect(annotation).toBe(
      `::warning file=flows/orders.yml,line=15,col=35,endLine=15,endColumn=38,title=unresolved-reference::${warning.message}`,
    );
    expect(rest).toEqual([""]);
  });

  test("github: nothing without problems", async () => {
    expect((await dps(folderWith(shop), "check", "--format", "github")).stdout).toBe("");
  });

  test("sarif: every rule, and a result a problem", async () => {
    const folder = folderWith(files);
    const { problems } = await check(folder);
    const { stdout } = await dps(folder, "check", "--format", "sarif");
    const log = JSON.parse(stdout);
    expect(log).toMatchObject({ version: "2.1.0", runs: [{ columnKind: "utf16CodeUnits" }] });
    const { tool, results } = log.runs[0];
    expect(tool.driver).toMatchObject({ name: "dps", semanticVersion: version });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    const artifactLocation = { uri: "flows/orders.yml", uriBaseId: "%SRCROOT%" };
    const region = { startLine: 15, startColumn: 35, endLine: 15, endColumn: 38 };
    expect(results[1]).toEqual({
      ruleId: "unresolved-reference",
      ruleIndex: rules.findIndex(({ id }) => id === "unresolved-reference"),
      level: "warning",
      message: { text: warning.message },
      locations: [{ physicalLocation: { artifactLocation, region } }],
      partialFingerprints: { primaryLocationLineHash: problems[1]?.fingerprint },
      fixes: [
        {
          description: { text: 'Change to "crm"' },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [{ deletedRegion: region, insertedContent: { text: "crm" } }],
            },
          ],
        },
      ],
    });
  });

  test("junit: a failed test a problem, a suite a file", async () => {
    const { stdout } = await dps(folderWith(files), "check", "--format", "junit");
    expect(stdout).toContain(
      '<testsuite name="flows/orders.yml" tests="1" failures="1" errors="0" skipped="0">',
    );
    expect(stdout).toContain('name="unresolved-reference at 15:35"');
  });

  test("junit: one test that passed without problems", async () => {
    const { stdout } = await dps(folderWith(shop), "check", "--format", "junit");
    expect(stdout).toContain('<testcase classname="dps check" name="4 manifests"/>');
    expect(stdout).not.toContain("<failure");
  });
});

test("--fix mends what can be mended without a choice, and says what is left", async () => {
  const folder = folderWith({
    ...files,
    "flows/latin.yml": Buffer.from(
      files["flows/orders.yml"].replace("name: wf-orders", "name: wf-other # caf\xe9"),
      "latin1",
    ),
  });
  const { status, stderr } = await dps(folder, "check", "--fix", "flows/orders.yml", "depots");
  expect(stderr).toBe("dps: Fixed 2 problems in 2 files.\n");
  expect(status).toBe(0);
  const { problems } = await check(folder, "depots", "flows/orders.yml");
  expect(problems).toEqual([]);
  expect((await dps(folder, "check", "--fix", "depots")).stderr).toBe(
    "dps: Nothing could be fixed without a choice.\n",
  );
});
