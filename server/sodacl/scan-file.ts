import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair } from "yaml";
import type { OffsetRange } from "../text/range.ts";
import type { CheckItem } from "./check-item.ts";
import { parseCheckLine } from "./check-line.ts";
import { ownMetrics } from "./configuration.ts";
import { Cursor, Malformed, type Identifier } from "./cursor.ts";

/** A stand-alone SodaCL file: what a platform makes of a manifest's Soda inputs, and more. */
export interface ScanFile {
  readonly sections: readonly ChecksSection[];
  readonly filters: readonly { readonly dataset: string; readonly name: string; readonly where: string }[];
  readonly problems: readonly { readonly message: string; readonly range: OffsetRange }[];
  /** Sections that hold no checks: profiles, discovery, samples. */
  readonly others: readonly string[];
}

/** Checks of one dataset, of all datasets of some names, or of the data source. */
export interface ChecksSection {
  readonly dataset?: string;
  readonly datasets?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  /** Name of the filter that the section applies. */
  readonly filter?: string;
  readonly items: readonly CheckItem[];
}

/** Reads a stand-alone file; columns' configurations become part of the checks on them. */
export function readScanFile(text: string): ScanFile {
  const { contents } = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
  const pairs = isMap(contents) ? (contents.items as Pair<Node, Node | null>[]) : [];
  const file = {
    sections: [],
    filters: [],
    problems: [],
    others: [],
    defaults: new Map(),
  } satisfies Draft as Draft;
  for (const { key, value } of pairs) readSection(file, key, value);
  const sections = file.sections.map((section) => ({
    ...section,
    items: section.items.map((item) =>
      withDefaults(item, file.defaults.get(section.dataset ?? "") ?? new Map()),
    ),
  }));
  return { ...file, sections };
}

/** Whether a dataset of that name is one of a `for each dataset`; `%` and `*` stand for any text. */
export function isIncluded(
  name: string,
  { include, exclude }: NonNullable<ChecksSection["datasets"]>,
): boolean {
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/[%*]+/g, ".*")}$`).test(name);
  return include.some(matches) && !exclude.some(matches);
}

type Values = Readonly<Record<string, unknown>>;

interface Draft {
  sections: ChecksSection[];
  filters: { dataset: string; name: string; where: string }[];
  problems: { message: string; range: OffsetRange }[];
  others: string[];
  /** Dataset → column → configuration. */
  defaults: Map<string, Map<string, Values>>;
}

function readSection(file: Draft, key: Node, value: Node | null): void {
  const header = String(isScalar(key) ? key.value : "");
  if (header === "checks") file.sections.push({ items: readItems(value) });
  else if (
    /^(?:profile columns|discover datasets|sample datasets|automated monitoring|variables)\b/.test(header)
  ) {
    file.others.push(header);
  } else readNamedSection(file, header, key, value);
}

function readNamedSection(file: Draft, header: string, key: Node, value: Node | null): void {
  const cursor = new Cursor(header);
  const plain: unknown = value?.toJSON() ?? {};
  try {
    if (cursor.take("checks for ")) {
      const { dataset, filter } = readName(cursor);
      file.sections.push({ dataset, filter, items: readItems(value) });
    } else if (cursor.take("filter ")) {
      const { dataset, filter = "" } = readName(cursor);
      file.filters.push({ dataset, name: filter, where: textAt(plain, "where") ?? "TRUE" });
    } else if (cursor.take("for each dataset ")) {
      const names = listAt(plain, "datasets").map(String);
      const exclude = names.filter((name) => name.startsWith("exclude ")).map((name) => name.slice(8));
      const include = names
        .filter((name) => !name.startsWith("exclude "))
        .map((name) => name.replace(/^include /, ""));
      file.sections.push({
        datasets: { include, exclude },
        items: readItems(isMap(value) ? value.get("checks", true) : null),
      });
    } else if (cursor.take("configurations for ")) {
      file.defaults.set(readName(cursor).dataset, readDefaults(plain));
    } else {
      cursor.fail(`There is no section \`${header}\`.`);
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    file.problems.push({ message: error.problem.message, range: rangeOf(key) });
  }
}

function readName(cursor: Cursor): { dataset: string; filter?: string } {
  const dataset = cursor.identifier("a dataset").name;
  let filter: Identifier | undefined;
  if (cursor.take(" ")) filter = cursor.identifier("a filter's name in brackets");
  cursor.end();
  return { dataset, filter: filter?.name };
}

function readItems(list: unknown): readonly CheckItem[] {
  return isSeq(list) ? list.items.flatMap((item) => readItem(item as Node)) : [];
}

function readItem(item: Node): readonly CheckItem[] {
  const pair = isMap(item) ? (item.items[0] as Pair<Node, Node | null> | undefined) : undefined;
  const line = pair ? pair.key : item;
  if (!isScalar(line)) return [];
  const range = rangeOf(line);
  const settings = isMap(pair?.value) ? (pair.value.items as Pair<Node, Node | null>[]) : [];
  const name = (key: Node) => String(isScalar(key) ? key.value : "");
  return [
    {
      line: { value: String(line.value), range },
      configuration: Object.fromEntries(
        settings.map(({ key, value }) => [name(key), value?.toJSON() as unknown]),
      ),
      configurationRanges: Object.fromEntries(
        settings.map(({ key, value }) => [name(key), rangeOf(value ?? key)]),
      ),
      range: rangeOf(item),
    },
  ];
}

/** `missing values for id: […]`: a map of columns to their configurations. */
function readDefaults(plain: unknown): Map<string, Values> {
  const defaults = new Map<string, Values>();
  for (const [key, value] of Object.entries(plain ?? {})) {
    const [setting = "", column] = key.split(" for ");
    if (column !== undefined) defaults.set(column, { ...defaults.get(column), [setting]: value as unknown });
  }
  return defaults;
}

/** The check's own configuration wins; lists of values are joined. What is invalid is never taken from the column. */
function withDefaults(item: CheckItem, defaults: ReadonlyMap<string, Values>): CheckItem {
  const result = parseCheckLine(item.line.value, { ownMetrics: ownMetrics(item.configuration) });
  const column =
    "check" in result && result.check.type === "metric" ? result.check.columns[0]?.name : undefined;
  const configured = Object.entries(defaults.get(column ?? "") ?? {}).filter(
    ([key]) => !key.startsWith("invalid "),
  );
  if (configured.length === 0) return item;
  const configuration: Record<string, unknown> = { ...item.configuration };
  for (const [key, value] of configured) {
    const own = configuration[key];
    configuration[key] =
      Array.isArray(own) && Array.isArray(value)
        ? [...(own as unknown[]), ...(value as unknown[])]
        : (own ?? value);
  }
  return { ...item, configuration };
}

function textAt(plain: unknown, key: string): string | undefined {
  const value = typeof plain === "object" && plain !== null ? (plain as Values)[key] : undefined;
  return value === undefined || value === null ? undefined : String(value);
}

function listAt(plain: unknown, key: string): readonly unknown[] {
  const value = typeof plain === "object" && plain !== null ? (plain as Values)[key] : undefined;
  return Array.isArray(value) ? value : [];
}

function rangeOf(node: Node): OffsetRange {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end };
}
