import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { complete } from "../server/features/completion/complete.ts";
import { applyEdits } from "../server/text/edits.ts";
import { hover } from "../server/features/hover/hover.ts";
import { definitionsOf, occurrencesOf } from "../server/features/symbols/occurrences.ts";
import { rename } from "../server/features/symbols/rename.ts";
import { occurrencesIn, type SymbolAt } from "../server/features/symbols/symbol-at.ts";
import type { KnownWorkspace } from "../server/features/symbols/symbol.ts";
import { ownName } from "../server/features/symbols/symbol.ts";
import { Checker } from "../server/rules/checker.ts";
import { createInProcessSqlService } from "../server/sql/in-process.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";

/** What an editor can do with a kind of symbol. */
export interface SymbolRow {
  readonly kind: string;
  readonly can: Readonly<Record<Ability, boolean>>;
}

export const abilities = ["complete", "define", "references", "rename", "hover", "fix"] as const;

export type Ability = (typeof abilities)[number];

const root = dirname(import.meta.dirname);

/** Where the table of symbols lies. */
export const symbolsPage = join(root, "docs", "symbols.md");

/** The page of all kinds of symbols, as it has to be. */
export async function renderSymbolsPage(): Promise<string> {
  const rows = (await symbolRows()).map(({ kind, can }) => {
    const cells = abilities.map((ability) => (can[ability] ? "yes" : "–"));
    return `| ${kind.replaceAll("-", " ")} | ${cells.join(" | ")} |`;
  });
  const page = [
    "<!-- Written by `npm run docs`. -->",
    "",
    "# Symbols",
    "",
    "What an editor can do with the names in manifests, in YAML and in SQL. The table is made by trying it on the Sales 360",
    "sample: a name is deleted and proposed again, followed to its definition, looked for everywhere, renamed, hovered",
    "over, and misspelt and mended by a fix. Kinds that the sample refers to nowhere by name, such as services and",
    "policies, are not in it; they go through the same code.",
    "",
    `| kind | ${abilities.join(" | ")} |`,
    `| --- |${" --- |".repeat(abilities.length)}`,
    ...rows,
    "",
  ].join("\n");
  return format(page, { ...(await resolveConfig(symbolsPage)), parser: "markdown" });
}

/** Tries every feature on places of the sample where each kind of symbol is named. */
export async function symbolRows(): Promise<readonly SymbolRow[]> {
  const known = await openSample();
  const all = known.workspace.files.flatMap((file) => occurrencesIn(file, known));
  const kinds = Map.groupBy(all, ({ symbol }) => symbol.kind);
  const rows: SymbolRow[] = [];
  for (const [kind, places] of [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const tried = Object.fromEntries(abilities.map((ability) => [ability, false])) as Record<
      Ability,
      boolean
    >;
    for (const place of spread(places)) {
      for (const ability of abilities) tried[ability] ||= await trials[ability](again(place, known), known);
    }
    if (tried.define) rows.push({ kind, can: tried });
  }
  return rows;
}

interface Known extends KnownWorkspace {
  readonly checker: Checker;
}

async function openSample(): Promise<Known> {
  const folder = join(root, "samples/sales-360");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ya?ml|sql)$/.test(path))
    .map((path) => [`/sample/${path.replaceAll("\\", "/")}`, readFileSync(join(folder, path), "utf8")]);
  const workspace = await Workspace.open("/sample", new MemoryFileSystem(Object.fromEntries(files)));
  const checker = new Checker(workspace, createInProcessSqlService());
  await checker.checkAll();
  return { workspace, checker, analysisOf: (sql) => checker.analysisOf(sql) };
}

/** The same place once its file was read anew, which makes other objects of its manifests. */
function again({ symbol, occurrence }: SymbolAt, known: Known): SymbolAt {
  const { file, range } = occurrence;
  const same = occurrencesIn(file, known, (each) => each.start === range.start).find(
    (each) => each.symbol.kind === symbol.kind,
  );
  return same ?? { symbol, occurrence };
}

/** Some definitions and some references, from all over the sample. */
function spread(places: readonly SymbolAt[]): readonly SymbolAt[] {
  const most = 6;
  return [false, true].flatMap((wanted) => {
    const same = places.filter(({ occurrence }) => isReference(occurrence) === wanted);
    return same.filter((_, index) => index % Math.ceil(same.length / most) === 0);
  });
}

const trials: Readonly<Record<Ability, (at: SymbolAt, known: Known) => Promise<boolean>>> = {
  /** With the name deleted, it is among what is proposed. */
  complete: ({ symbol, occurrence: { file, manifest, range, role } }, known) => {
    // The last part of a name is proposed once the others are there.
    const start = Math.max(range.start, range.end - ownName(symbol).length);
    return changed({ file, manifest, range: { start, end: range.end }, role }, "", known, ({ text }) =>
      complete(text, start, known.workspace, file).some(({ label }) => label.includes(ownName(symbol))),
    );
  },
  define: ({ symbol, occurrence }, known) =>
    Promise.resolve(isReference(occurrence) && definitionsOf(symbol, known).length > 0),
  references: ({ symbol }, known) => Promise.resolve(occurrencesOf(symbol, known).some(isReference)),
  /** Some kinds of names have no hyphens, others no underscores. */
  rename: async (at, known) => {
    const edits = await Promise.all(["another-name", "another_name"].map((name) => rename(at, name, known)));
    return edits.some((each) => !("refused" in each));
  },
  hover: async ({ occurrence: { file, range } }, known) => {
    const text = (await known.workspace.text(file)) ?? "";
    const { workspace, analysisOf } = known;
    return hover({ text, offset: range.start, file, workspace, analysisOf, now: new Date(0) }) !== undefined;
  },
  /** With a letter too many, a problem says so, and a fix takes it away again. */
  fix: async ({ occurrence }, known) => {
    if (!isReference(occurrence)) return false;
    const before = (await known.workspace.text(occurrence.file)) ?? "";
    const name = before.slice(occurrence.range.start, occurrence.range.end);
    return changed(occurrence, `${name}x`, known, async ({ text }) => {
      await known.checker.check(occurrence.file);
      await known.checker.finish(occurrence.file);
      const fixes = known.checker.problems(occurrence.file).flatMap((problem) => problem.fixes ?? []);
      return fixes.some(({ edits }) => applyEdits(text, edits) === before);
    });
  },
};

function isReference({ role }: SymbolAt["occurrence"]): boolean {
  return role === "reference";
}

/** Asks while another text stands at a place, and puts the file back as it was. */
async function changed(
  { file, range }: SymbolAt["occurrence"],
  newText: string,
  { workspace, checker }: Known,
  ask: (file: { readonly text: string }) => boolean | Promise<boolean>,
): Promise<boolean> {
  const before = (await workspace.text(file)) ?? "";
  const text = before.slice(0, range.start) + newText + before.slice(range.end);
  workspace.update(file, text);
  try {
    return await ask({ text });
  } finally {
    workspace.update(file, before);
    await checker.check(file);
    await checker.finish(file);
  }
}
