import type { Manifest } from "../../manifest/model.ts";
import { nounOf } from "../../rules/nouns.ts";
import { writtenColumns } from "../../rules/written-columns.ts";
import type { Hover } from "./hover-text.ts";
import { codeSpan } from "../markdown.ts";
import { definitionsOf, occurrencesOf } from "../symbols/occurrences.ts";
import { symbolAt } from "../symbols/symbol-at.ts";
import { ownName, type KnownWorkspace, type NamedSymbol, type Occurrence } from "../symbols/symbol.ts";

/** What a name stands for: its kind, what its manifest says of it, where it is written and read, its columns. */
export function hoverSymbol(file: string, offset: number, known: KnownWorkspace): Hover | undefined {
  const found = symbolAt(file, offset, known);
  // A name where it is defined explains itself; only who uses it is news.
  if (!found) return undefined;
  const { symbol, occurrence } = found;
  const definitions = definitionsOf(symbol, known);
  const parts = [
    `**${nounOf(symbol.kind).name} ${codeSpan(symbol.kind === "dataset" ? symbol.name : ownName(symbol))}**`,
    ...definitions.flatMap(({ manifest }) => descriptionOf(manifest, symbol)),
    symbol.kind === "dataset" ? datasetFacts(symbol, known) : uses(symbol, definitions, known),
  ];
  return { range: occurrence.range, markdown: parts.filter(Boolean).join("\n\n") };
}

function descriptionOf({ kind, description, name }: Manifest, symbol: NamedSymbol): readonly string[] {
  return description !== undefined && kind === symbol.kind && name?.value === symbol.name
    ? [description.trim()]
    : [];
}

function uses(symbol: NamedSymbol, definitions: readonly Occurrence[], known: KnownWorkspace): string {
  if (symbol.scope) return "";
  const where = list(definitions);
  const users = filesOf(occurrencesOf(symbol, known).filter(({ role }) => role === "reference"));
  return [
    where ? `Defined in ${where}.` : "Not defined in this workspace.",
    users.length > 0 && `Used in ${listed(users)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function datasetFacts(symbol: NamedSymbol, known: KnownWorkspace): string {
  const all = occurrencesOf(symbol, known);
  const written = list(all.filter(({ role }) => role === "definition"));
  const read = filesOf(all.filter(({ role }) => role === "reference"));
  const sample = sampleOf(symbol.name, known);
  const columns = writtenColumns(symbol.name, {
    sql: (text) => known.analysisOf(text),
    workspace: known.workspace.view(symbol.file),
  });
  return [
    written ? `Written in ${written}.` : "Nothing in this workspace writes it.",
    read.length > 0 && `Read in ${listed(read)}.`,
    sample && `Sample data: ${codeSpan(sample)}.`,
    columns && `Columns, by the SQL that writes them: ${columns.map(codeSpan).join(", ")}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The file or folder of a dataset's sample data, if there is one. */
function sampleOf(dataset: string, { workspace: { config, files } }: KnownWorkspace): string | undefined {
  const path = config.datasets[dataset] ?? `${config.sampleData}/${dataset.replace(":", "/")}`;
  return files.find((file) => file === path || file.startsWith(`${path}.`) || file.startsWith(`${path}/`));
}

function list(places: readonly Occurrence[]): string {
  return listed(filesOf(places));
}

function filesOf(places: readonly Occurrence[]): readonly string[] {
  return [...new Set(places.map(({ file }) => file))];
}

const shownFiles = 5;

function listed(files: readonly string[]): string {
  const shown = files.slice(0, shownFiles).map(codeSpan).join(", ");
  return files.length > shownFiles ? `${shown} and ${files.length - shownFiles} more` : shown;
}
