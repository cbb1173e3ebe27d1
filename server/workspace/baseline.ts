import type { SchemaProblem } from "../schema/schemas.ts";
import { isFileWithin } from "./discover.ts";
import { readText } from "./file-facts.ts";
import type { FileSystem } from "./file-system.ts";
import { join } from "./paths.ts";

/** The problems that a workspace lives with for now, by file; paths are relative to the root, with `/`. */
export type Baseline = ReadonlyMap<string, readonly KnownProblem[]>;

/** A problem without its place, so that it stays known when lines move, and how often the file has it. */
export interface KnownProblem {
  readonly rule: string;
  /** As `messageKey` gives it. */
  readonly message: string;
  readonly count: number;
}

/** What of a message stays the same when lines are added above its problem. */
export function messageKey(message: string): string {
  return message.replace(/\b(line|column) \d+/g, "$1 …");
}

export interface BaselineFile {
  readonly baseline: Baseline;
  /** Why the file is not used. */
  readonly problems: readonly SchemaProblem[];
}

/** Reads the baseline of a workspace, empty when there is none; a link to a file elsewhere is not followed. */
export async function readBaselineFile(root: string, path: string, fs: FileSystem): Promise<BaselineFile> {
  const absolute = join(root, path);
  if ((await fs.typeOf(absolute)) === undefined) return { baseline: new Map(), problems: [] };
  const isWithin = await isFileWithin(root, path, fs);
  const baseline = isWithin ? parseBaseline((await readText(absolute, fs)) ?? "") : undefined;
  if (baseline) return { baseline, problems: [] };
  const message = isWithin
    ? `${path} is no baseline, so that all problems count as new; record it again with dps check --baseline.`
    : `${path} leads out of the workspace, so it is not read; put the file itself there.`;
  return { baseline: new Map(), problems: [{ file: path, message }] };
}

/** The baseline that a text holds; undefined when it is something else. */
export function parseBaseline(text: string): Baseline | undefined {
  const content = parseJson(text);
  if (!isRecord(content) || content.version !== 1 || !isRecord(content.problems)) return undefined;
  const files = Object.entries(content.problems);
  if (!files.every(isKnownFile)) return undefined;
  return new Map(files);
}

/** Sorted and one entry below the other, so that changes are easy to review and to merge. */
export function formatBaseline(baseline: Baseline): string {
  const files = [...baseline]
    .filter(([, known]) => known.length > 0)
    .sort(([one], [other]) => order(one, other));
  const problems = Object.fromEntries(
    files.map(([file, known]) => [
      file,
      known.toSorted((one, other) => order(one.rule, other.rule) || order(one.message, other.message)),
    ]),
  );
  return `${JSON.stringify({ version: 1, problems }, null, 2)}\n`;
}

/** By character codes, because the file must not depend on the language of the machine. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKnownFile(entry: [string, unknown]): entry is [string, KnownProblem[]] {
  const [, known] = entry;
  return Array.isArray(known) && known.every(isKnownProblem);
}

function isKnownProblem(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { rule, message, count } = value;
  return (
    typeof rule === "string" && typeof message === "string" && Number.isInteger(count) && Number(count) > 0
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
