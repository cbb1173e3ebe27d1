import { isCheckWord } from "../../sodacl/cursor.ts";
import type { SourceColumn } from "./csv-columns.ts";

/** What the parts of a data product are called. */
export interface Names {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Names of depots have no hyphens. */
  readonly depot: string;
  readonly collection: string;
  readonly dataset: string;
  /** Keys of the datasets that the product reads and writes. */
  readonly source: string;
  readonly target: string;
  /** What names of environment variables begin with. */
  readonly variable: string;
}

export function namesOf(name: string): Names {
  const snake = name.replaceAll("-", "_");
  // An entity may be called like a word of SQL; with something behind it none is.
  const [collection, dataset] = [`${snake}_product`, `${snake}_data`];
  const depot = `${name.replaceAll("-", "")}source`;
  const title = name.replaceAll("-", " ");
  return {
    name,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    depot,
    collection,
    dataset,
    source: `${depot}:public/${dataset}`,
    target: `lakehouse:${collection}/${dataset}`,
    variable: snake.toUpperCase(),
  };
}

/** A column on its way from the source into the lakehouse. */
export interface Column extends SourceColumn {
  /** As the source has it. */
  readonly source: string;
  /** In lower case, of letters, digits and `_`. */
  readonly name: string;
}

/** The same columns with names that need no quotes anywhere, each once; at most one is the key. */
export function columnsOf(columns: readonly SourceColumn[]): readonly Column[] {
  const taken = new Set<string>();
  const key =
    columns.find(({ isKey, name }) => isKey && /id$/i.test(name)) ?? columns.find(({ isKey }) => isKey);
  return columns.map((column) => {
    const plain = plainName(column.name);
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    return { ...column, source: column.name, name, isKey: column === key };
  });
}

function plainName(text: string): string {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (name === "") return "value_1";
  if (reserved.has(name) || isCheckWord(name)) return `${name}_value`;
  return /^\d/.test(name) ? `column_${name}` : name;
}

/** Words that some dialect of SQL does not take for a column without quotes. */
const reserved = new Set(
  "all alter and any array as asc between by case cast check column constraint create cross cube current_date current_time current_timestamp current_user date default delete desc describe distinct drop else end escape except exists extract false fetch filter first for foreign from full function grant group grouping having if in index inner insert intersect interval into is join key last lateral left like limit map match minus month natural no normalize not null nulls of offset on only or order outer over partition position primary range recursive references revoke right rollup row rows schema select session_user set show some start table then time timestamp to trim true uescape union unique unnest update user using value values view when where window with within year day hour minute second".split(
    " ",
  ),
);
