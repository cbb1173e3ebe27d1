import { nearest } from "../text/nearest.ts";
import type { Fix, Problem, Severity } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { mergesInVain, rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import type { Applied } from "./compile.ts";
import type { SchemaObject } from "./dialect.ts";
import { addKey, removeEntry, renameKey } from "./fixes.ts";
import { isOpenKey, type JudgedEntry, type KeyVerdict } from "./key.ts";
import type { Belonging } from "./misplaced.ts";
import { inside, isWorse, sentence, severityOf, subject, type Path } from "./wording.ts";

/** The map whose keys are judged. */
interface Place {
  readonly map: YamlNode;
  readonly siblings: readonly Entry[];
  /** Where a missing key is reported. */
  readonly holderRange: OffsetRange;
  readonly path: Path;
  readonly text: string | undefined;
  /** Keys that are reported with the empty key they belong to. */
  readonly dedented: ReadonlyMap<Entry, readonly Entry[]>;
  /** Where a key belongs that is not known here. */
  readonly whereItBelongs: (name: string) => Belonging | undefined;
  /** Whether the map of one of these keys has a key which is not known there. */
  readonly isUnknownBelow: (name: string) => boolean;
}

/** Nobody reads more of one map; it keeps the cost of hostile ones bounded. */
const maxWrongKeys = 200;

/** A quick look: false when the keys of a map surely have no problem. */
export function mayHaveKeyProblems(
  siblings: readonly Entry[],
  verdicts: readonly KeyVerdict[],
  needed: readonly string[],
): boolean {
  return !verdicts.every(isFine) || needed.some((key) => siblings.every(({ name }) => name !== key));
}

/** Misplaced, unknown and missing keys. A missing key that an unknown one was meant to be is one problem with it. */
export function keyProblems(
  verdicts: readonly JudgedEntry[],
  applied: readonly Applied[],
  place: Place,
): readonly Problem[] {
  const missing = mergesInVain(place.map) ? new Map<string, Lack>() : missingKeys(verdicts, applied);
  const problems: Problem[] = [];
  const unused = unusedKeys(verdicts, applied);
  const dedented = new Set([...place.dedented.values()].flat());
  for (const verdict of verdicts) {
    const { entry, misplacedBy, unknownBy } = verdict;
    if (problems.length >= maxWrongKeys) break;
    if (dedented.has(entry)) continue;
    if (misplacedBy) problems.push(misplacedProblem(entry, misplacedBy, place));
    else if (unknownBy.length > 0) problems.push(unknownProblem(verdict, missing, unused, place));
  }
  // Where other keys are allowed, or may be, a misspelt one is known by the key that is missing.
  const isClosed = applied.some(({ schema }) => schema.schema.unevaluatedProperties === false);
  for (const { entry, declared, misplacedBy, unknownBy } of verdicts) {
    if (declared || misplacedBy || unknownBy.length > 0) continue;
    const meant = nearest(entry.name, missing.keys());
    const lack = meant === undefined ? undefined : missing.get(meant);
    if (meant === undefined || !lack) continue;
    missing.delete(meant);
    problems.push(mistakenProblem(entry, meant, lack, isClosed, place));
  }
  for (const [name, lack] of missing) {
    // Then it is misplaced, and one problem with what is said of it there.
    if (!place.isUnknownBelow(name)) problems.push(missingProblem(name, lack, applied, place));
  }
  return problems;
}

/** A value where the schema allows none. */
export function notAllowedProblem(node: YamlNode | undefined, entry: Entry | undefined, path: Path): Problem {
  return {
    rule: "misplaced-key",
    severity: "error",
    message: `${sentence(subject(path))} is not allowed here; remove it.`,
    range: entry?.keyRange ?? (node ? rangeOf(node) : { start: 0, end: 0 }),
  };
}

interface Lack {
  readonly by: SchemaObject;
  readonly severity: Severity;
}

function isFine({ misplacedBy, unknownBy }: KeyVerdict): boolean {
  return !misplacedBy && unknownBy.length === 0;
}

/** Name → the most severe reason why it must be there. Nothing is missing beside a key that can be any. */
function missingKeys(verdicts: readonly JudgedEntry[], applied: readonly Applied[]): Map<string, Lack> {
  const missing = new Map<string, Lack>();
  const add = (name: string, by: SchemaObject, severity: Severity): void => {
    if (verdicts.some(({ entry }) => entry.name === name || isOpenKey(entry))) return;
    const known = missing.get(name);
    if (!known || isWorse(severity, known.severity)) missing.set(name, { by, severity });
  };
  for (const { schema, condition } of applied) {
    if (condition) continue;
    for (const name of schema.schema.required ?? []) add(name, schema.schema, severityOf(schema.schema));
    for (const name of schema.schema["x-recommended"] ?? []) add(name, schema.schema, "warning");
  }
  return missing;
}

function misplacedProblem(entry: Entry, by: SchemaObject, { siblings, path, text }: Place): Problem {
  return {
    rule: "misplaced-key",
    severity: severityOf(by),
    message: by["x-message"] ?? `\`${entry.name}\` must not be ${inside(path)}; remove it.`,
    range: entry.keyRange,
    ...withFix(misplacedFix(entry, by, siblings, text)),
  };
}

/** What has another place is renamed, or left for its author to move; the rest can go. */
function misplacedFix(
  entry: Entry,
  { "x-replaced-by": replacement }: SchemaObject,
  siblings: readonly Entry[],
  text: string | undefined,
): Fix | undefined {
  if (replacement === undefined) return text === undefined ? undefined : removeEntry(entry, siblings, text);
  const isRenaming = !replacement.includes(".") && !siblings.some(({ name }) => name === replacement);
  return isRenaming && !entry.merged ? renameKey(entry, replacement) : undefined;
}

/** Takes the key that was meant out of the missing ones. */
function unknownProblem(
  { entry, unknownBy }: JudgedEntry,
  missing: Map<string, Lack>,
  unused: ReadonlySet<string>,
  { path, whereItBelongs }: Place,
): Problem {
  const { name } = entry;
  const lacking = nearest(name, missing.keys()) ?? extended(name, [...missing.keys()]);
  const meant = lacking ?? nearest(name, unused);
  const reasons: Lack[] = unknownBy.map((by) => ({ by, severity: severityOf(by, "warning") }));
  const lack = lacking === undefined ? undefined : missing.get(lacking);
  if (lacking !== undefined && lack) {
    missing.delete(lacking);
    reasons.push(lack);
  }
  const worst = reasons.reduce((one, other) => (isWorse(other.severity, one.severity) ? other : one));
  const belonging = meant === undefined ? whereItBelongs(name) : undefined;
  if (belonging && !worst.by["x-message"]) return outOfPlaceProblem(entry, belonging, worst.severity, path);
  const advice = meant === undefined ? "remove it, or correct its spelling." : `did you mean \`${meant}\`?`;
  return {
    rule: "unknown-key",
    severity: worst.severity,
    // Where a misspelt key breaks two constraints, the words of neither say what happened.
    message:
      (lack ? undefined : worst.by["x-message"]) ?? `\`${name}\` is not a key ${ofMap(path)}; ${advice}`,
    range: entry.keyRange,
    ...withFix(meant === undefined || entry.merged ? undefined : renameKey(entry, meant)),
  };
}

function outOfPlaceProblem(
  { name, keyRange }: Entry,
  { place, key, severity }: Belonging,
  otherwise: Severity,
  path: Path,
): Problem {
  return {
    rule: "misplaced-key",
    severity: severity && isWorse(severity, otherwise) ? severity : otherwise,
    message:
      place === "beside"
        ? `\`${name}\` is not a key ${ofMap(path)}, but belongs beside it; indent it as \`${key}\` is.`
        : `\`${name}\` is not a key ${ofMap(path)}, but of its \`${key}\`; move it there.`,
    range: keyRange,
  };
}

function mistakenProblem(
  entry: Entry,
  meant: string,
  { by, severity }: Lack,
  isClosed: boolean,
  { path }: Place,
): Problem {
  const message = isClosed
    ? `\`${entry.name}\` is not a key ${ofMap(path)}; did you mean \`${meant}\`?`
    : (by["x-message"] ?? `\`${meant}\` is missing ${inside(path)}; is it what \`${entry.name}\` should be?`);
  return {
    rule: isClosed ? "unknown-key" : "missing-key",
    severity,
    message,
    range: entry.keyRange,
    ...withFix(entry.merged ? undefined : renameKey(entry, meant)),
  };
}

function missingProblem(
  name: string,
  { by, severity }: Lack,
  applied: readonly Applied[],
  { map, siblings, holderRange, path, text }: Place,
): Problem {
  const fix = text === undefined ? undefined : addKey(map, siblings, name, onlyValue(name, applied), text);
  return {
    rule: "missing-key",
    severity,
    message: by["x-message"] ?? `\`${name}\` is missing ${inside(path)}; add it.`,
    range: holderRange,
    ...withFix(fix),
  };
}

/** The one value that a key can have, if its schemas leave no choice. */
function onlyValue(name: string, applied: readonly Applied[]): unknown {
  for (const { schema } of applied) {
    const value = schema.properties?.get(name)?.schema.const;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Names that the schemas have and the map doesn't use, without those they refuse. */
function unusedKeys(verdicts: readonly JudgedEntry[], applied: readonly Applied[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { schema } of applied) for (const name of schema.properties?.keys() ?? []) names.add(name);
  for (const { schema } of applied) {
    for (const [name, property] of schema.properties ?? []) if (property.never) names.delete(name);
  }
  for (const { entry } of verdicts) names.delete(entry.name);
  return names;
}

/** The only candidate that goes on where the name stops, as `relationship` does after `relation`, or the other way. */
function extended(name: string, candidates: readonly string[]): string | undefined {
  const found = candidates.filter(
    (candidate) =>
      Math.min(name.length, candidate.length) >= 4 &&
      (candidate.startsWith(name) || name.startsWith(candidate)),
  );
  return found.length === 1 ? found[0] : undefined;
}

function ofMap(path: Path): string {
  return path.length === 0 ? "of this kind of manifest" : `of ${subject(path)}`;
}

function withFix(fix: Fix | undefined): { fixes?: readonly Fix[] } {
  return fix ? { fixes: [fix] } : {};
}
