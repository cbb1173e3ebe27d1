import type { SymbolKind } from "../../manifest/symbols.ts";
import { nounOf } from "../../rules/nouns.ts";
import type { TextEdit } from "../../text/problem.ts";
import type { OffsetRange } from "../../text/range.ts";
import { definitionsOf, occurrencesOf } from "./occurrences.ts";
import type { SymbolAt } from "./symbol-at.ts";
import { ownName, type KnownWorkspace, type NamedSymbol, type Occurrence } from "./symbol.ts";

/** Edits by file, relative to the root. */
export type RenameEdits = ReadonlyMap<string, readonly TextEdit[]>;

/** Why a rename is not done, as one sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

/** The part of the text at the cursor that a rename would change, and what it says now. */
export async function prepareRename(
  { symbol, occurrence }: SymbolAt,
  known: KnownWorkspace,
): Promise<{ readonly range: OffsetRange; readonly name: string } | Refusal> {
  const refused = refusalOf(symbol, known);
  if (refused !== undefined) return { refused };
  const range = nameIn(occurrence, symbol, (await known.workspace.text(occurrence.file)) ?? "");
  return range ? { range, name: ownName(symbol) } : { refused: notPlain(symbol, occurrence.file) };
}

/**
 * Renames a symbol wherever the workspace names it, whatever the spelling: plain, quoted or block scalars, addresses,
 * SQL, Lens templates. Only the name itself is replaced, so that renaming back gives the same text.
 */
export async function rename(
  { symbol }: SymbolAt,
  newName: string,
  known: KnownWorkspace,
): Promise<RenameEdits | Refusal> {
  const refused = refusalOf(symbol, known) ?? refusalOfName(symbol, newName, known);
  if (refused !== undefined) return { refused };
  const edits = new Map<string, TextEdit[]>();
  for (const occurrence of occurrencesOf(symbol, known)) {
    const { file } = occurrence;
    const range = nameIn(occurrence, symbol, (await known.workspace.text(file)) ?? "");
    if (!range) return { refused: notPlain(symbol, file) };
    edits.set(file, [...(edits.get(file) ?? []), { range, newText: newName }]);
  }
  return edits;
}

function refusalOf(symbol: NamedSymbol, known: KnownWorkspace): string | undefined {
  const name = ownName(symbol);
  const definitions = definitionsOf(symbol, known);
  if (definitions.length === 0)
    return `"${name}" is defined outside this workspace, so it can't be renamed here.`;
  if (definitions.some(({ implied }) => implied))
    return `The platform makes the name "${name}" from another one, so rename that one.`;
  const broken = occurrencesOf(symbol, known).find(({ file }) => known.workspace.facts(file).broken);
  return (
    broken && `${broken.file} is no valid YAML yet, so not all uses of "${name}" are known; mend it first.`
  );
}

function refusalOfName(symbol: NamedSymbol, newName: string, known: KnownWorkspace): string | undefined {
  const noun = nounOf(symbol.kind).name;
  if (!patternOf(symbol.kind).test(newName))
    return `"${newName}" is no name for a ${noun}: ${wordsOf(symbol.kind)}.`;
  const own = ownName(symbol);
  const name = `${symbol.name.slice(0, symbol.name.length - own.length)}${newName}`;
  if (name === symbol.name || definitionsOf({ ...symbol, name }, known).length === 0) return undefined;
  return `There is a ${noun} "${newName}" already, so all that names it would mean both.`;
}

const word = /^[A-Za-z_]\w*$/;
const resource = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const tableName = /^[A-Za-z_][\w-]*$/;
const free = /^[A-Za-z0-9]([\w .-]*[\w])?$/;

function patternOf(kind: SymbolKind): RegExp {
  if (kind === "step-view" || kind.startsWith("lens-")) return word;
  if (kind === "dataset") return tableName;
  return kind === "incident" || kind === "user-group" ? free : resource;
}

function wordsOf(kind: SymbolKind): string {
  if (patternOf(kind) === word) return "use letters, digits and underscores, and begin with a letter";
  if (patternOf(kind) === resource) return "use lower-case letters, digits and hyphens";
  return "use letters, digits, underscores and hyphens, and begin with a letter";
}

/** Where the name stands within a place that names the symbol; undefined where it is written in another way. */
function nameIn({ range }: Occurrence, symbol: NamedSymbol, text: string): OffsetRange | undefined {
  const written = text.slice(range.start, range.end);
  const name = ownName(symbol);
  const isPlain = symbol.kind === "step-view" ? sameLetters(written, name) : written.endsWith(name);
  const at = isPlain ? written.length - name.length : written.lastIndexOf(name);
  const rest = at < 0 ? undefined : written.slice(at + name.length);
  // A quote, or the end of a pattern that is nothing but the name.
  if (rest === undefined || !/^\$?["'`]?$/.test(rest)) return undefined;
  return { start: range.start + at, end: range.start + at + name.length };
}

function sameLetters(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function notPlain(symbol: NamedSymbol, file: string): string {
  return `"${ownName(symbol)}" is not written out in ${file}, so it can't be replaced there; write it plainly first.`;
}
