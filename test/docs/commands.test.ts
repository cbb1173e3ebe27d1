import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { sampleFolder } from "../sample/sample.ts";
import { dps } from "../support/command-line.ts";

/*
 * What the pages for users tell to type or to copy works: commands run on the sample, YAML is YAML, and what names
 * files and parameters of this repository names some that are there.
 */

const root = dirname(dirname(import.meta.dirname));
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** A copy of the sample: what users have where they type the commands. */
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dps-docs-")));
  cpSync(sampleFolder, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["README.md", "docs/ci.md"])("commands in %s", (page) => {
  test.each(commandsIn(read(page)))("%s", async (command) => {
    const { status, stderr } = await dps(folder, ...wordsOf(command));
    // 1: the sample has defects that are planted in its data.
    expect(status, stderr).toBeLessThan(2);
  });
});

test.each(yamlBlocks("README.md").concat(yamlBlocks("docs/ci.md")))("YAML of %s is YAML", (_place, text) => {
  const documents = parseAllDocuments(text);
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
});

test("workflows use the action with parameters that it has", () => {
  const { inputs } = parse(read("action.yml")) as { inputs: object };
  const used = yamlBlocks("docs/ci.md")
    .flatMap(([, text]) => stepsOf(parse(text)))
    .filter(({ uses = "" }) => uses.startsWith("OWNER/data-product-studio@"));
  expect(used.length).toBeGreaterThan(0);
  for (const step of used)
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
});

describe("hooks for pre-commit", () => {
  const hooks = parse(read(".pre-commit-hooks.yaml")) as readonly Hook[];

  test("have what pre-commit asks for, and run", async () => {
    for (const { id, name, entry, language, pass_filenames } of hooks) {
      expect([typeof id, typeof name, language, pass_filenames]).toEqual(["string", "string", "node", false]);
      const { status, stderr } = await dps(folder, ...wordsOf(entry));
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    }
  });

  test("are the ones that the page uses, with parameters that they take", async () => {
    const repositories = yamlBlocks("docs/ci.md").flatMap(
      ([, text]) =>
        (parse(text) as { repos?: readonly { repo: string; hooks: readonly Hook[] }[] }).repos ?? [],
    );
    expect(repositories.map(({ repo }) => repo)).toContain("local");
    for (const { repo, hooks: used } of repositories)
      for (const { id, args = [], entry } of used) {
        const own = repo === "local" ? entry : hooks.find((hook) => hook.id === id)?.entry;
        const { status } = await dps(folder, ...wordsOf(own ?? ""), ...args);
        expect(status, `${own} ${args.join(" ")}`).toBeLessThan(2);
      }
  });
});

interface Hook {
  readonly id: string;
  readonly name: string;
  readonly entry: string;
  readonly language: string;
  readonly pass_filenames?: boolean;
  readonly args?: readonly string[];
}

interface Step {
  readonly uses?: string;
  readonly with?: object;
}

function stepsOf(workflow: {
  readonly jobs?: Readonly<Record<string, { steps?: readonly Step[] }>>;
}): readonly Step[] {
  return Object.values(workflow.jobs ?? {}).flatMap(({ steps = [] }) => steps);
}

/**
 * What pages tell to type, indented, in YAML, or in backticks where there is more than the name of a command; without
 * comments and redirections. `PATH` is any path.
 */
function commandsIn(page: string): readonly string[] {
  const found = page.matchAll(/(?:^ {4}|run: |^ *- |`(?=dps \w+ ))(dps [a-z][^`\n]*)/gm);
  const commands = [...found].map(([, command = ""]) =>
    command
      .replace(/ +#.*| > \S+$/, "")
      .replace(/\bPATH\b/, ".")
      .trim(),
  );
  return [...new Set(commands)].filter((command) => command !== "dps lsp --stdio");
}

/** Parameters of a command, without what a shell does with its output; there are no quotes in them. */
function wordsOf(command: string): readonly string[] {
  const [call = ""] = command.split(/\s+[|>]\s/);
  return call.replace("dps ", "").split(/\s+/);
}

/** Blocks of a page that say they are YAML, with the line they begin at. */
function yamlBlocks(page: string): readonly [place: string, text: string][] {
  const text = read(page);
  return [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(({ index, 1: block = "" }) => [
    `${page}:${text.slice(0, index).split("\n").length}`,
    block,
  ]);
}
