import { datasetKey, parseAddress, type Address, type AddressProblem } from "../address/address.ts";
import { parseResourceId } from "../address/resource-id.ts";
import type { Annotation } from "../schema/walk.ts";
import { hasPlaceholder, placeholders } from "../template/placeholder.ts";
import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { scalarText, type ScalarText } from "../yaml/scalar.ts";
import { get, located, textOf } from "../yaml/tree.ts";
import type { Findings } from "./findings.ts";
import { placeOf, placeOfAll } from "./place.ts";
import { isStandIn } from "./plain-secrets.ts";
import { kindOfType } from "./kind.ts";
import { lensSymbols, type Reference, type SymbolKind } from "./symbols.ts";

/** Turns what a schema says about a value into definitions, references, paths, SQL and secrets. */
export function readAnnotation(annotation: Annotation, findings: Findings): void {
  const { schema, node } = annotation;
  const scalar = scalarText(node, findings.text);
  if (!scalar) return;
  const sql = schema["x-sql"];
  if (sql) findings.sql(node, sql.dialect, sql.form);
  if (schema["x-path"]) findings.path(schema["x-path"], { value: scalar.value, range: placeOfAll(scalar) });
  if (schema["x-secret"] && !isStandIn(scalar.value)) {
    const what = `The value of \`${annotation.path.at(-1)}\``;
    findings.secrets.push({ ...scalar.range, what, webhook: false });
  }
  const symbols = symbolsOf(annotation);
  if (symbols.defined.length + symbols.referred.length > 0)
    readSymbols(annotation, symbols, scalar, findings);
}

interface AnnotatedSymbols {
  readonly defined: readonly SymbolKind[];
  readonly referred: readonly SymbolKind[];
}

function symbolsOf({ schema }: Annotation): AnnotatedSymbols {
  const refers = schema["x-refers"] ?? [];
  return {
    defined: schema["x-defines"] ? [schema["x-defines"]] : [],
    referred: typeof refers === "string" ? [refers] : refers,
  };
}

function readSymbols(
  annotation: Annotation,
  symbols: AnnotatedSymbols,
  scalar: ScalarText,
  findings: Findings,
): void {
  const { format } = annotation.schema;
  if (format === "dataos-address" || scalar.value.startsWith("dataos:")) {
    return readAddress(symbols, scalar, findings);
  }
  if (format === "resource-id" || format === "product-id") return readResourceId(scalar, findings);
  readName(annotation, symbols, scalar, findings);
}

function readName(
  annotation: Annotation,
  { defined, referred }: AnnotatedSymbols,
  scalar: ScalarText,
  findings: Findings,
): void {
  if (scalar.value === "") return;
  const place = { name: scalar.value, range: placeOfAll(scalar) };
  for (const symbol of defined) {
    // The name of a member needs its table, which the reader of Lens models knows.
    if (symbol === "lens-member") continue;
    const [scope] = scopesOf(annotation, [symbol]);
    findings.define({ symbol, ...place, ...(scope !== undefined && { scope }) });
  }
  const [first, ...others] = referred;
  if (first === undefined || first === "lens-member") return;
  findings.refer({
    symbols: [first, ...others],
    ...place,
    scopes: scopesOf(annotation, referred),
    ...besideName(annotation),
  });
}

/** Pointers of the enclosing scopes of these symbols, innermost first; Lens symbols belong to their model. */
function scopesOf({ scopes }: Annotation, symbols: readonly SymbolKind[]): readonly string[] {
  return scopes
    .filter(({ kinds }) => kinds.some((kind) => symbols.includes(kind) && !lensSymbols.has(kind)))
    .map(({ pointer }) => pointer);
}

/** A reference written as an object has version and workspace beside its `name`. */
function besideName({ path, map }: Annotation): Pick<Reference, "version" | "versionRange" | "workspace"> {
  if (path.at(-1) !== "name") return {};
  const version = located(get(map, "version"));
  const workspace = textOf(get(map, "workspace"));
  return {
    ...(version && { version: version.value, versionRange: version.range }),
    ...(workspace !== undefined && { workspace }),
  };
}

function readAddress({ defined, referred }: AnnotatedSymbols, scalar: ScalarText, findings: Findings): void {
  const { value } = scalar;
  if (value === "") return;
  const { address, problem } = parseAddress(filledIn(value));
  // With a placeholder in it the address may still become a good one.
  if (problem && !hasPlaceholder(value)) findings.problems.push(malformed(problem, scalar));
  if (!address) return;
  const { depot, dataset } = address.ranges;
  findings.mention("depot", { value: value.slice(depot.start, depot.end), range: placeOf(scalar, depot) });
  const name = datasetKey(withTextOf(value, address));
  if (name === undefined || !dataset) return;
  const range = placeOf(scalar, { start: depot.start, end: dataset.end });
  if (defined.includes("dataset")) findings.define({ symbol: "dataset", name, range });
  if (referred.includes("dataset")) findings.mention("dataset", { value: name, range });
}

/** The text with each placeholder replaced by a word of its length, so that the parts around it can be told. */
function filledIn(text: string): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of placeholders(text)) {
    parts.push(text.slice(position, start), "x".repeat(end - start));
    position = end;
  }
  return parts.join("") + text.slice(position);
}

function withTextOf(text: string, address: Address): Address {
  const part = (range: OffsetRange | undefined) => range && text.slice(range.start, range.end);
  const { depot, collection, dataset } = address.ranges;
  return {
    ...address,
    depot: part(depot) ?? address.depot,
    collection: part(collection),
    dataset: part(dataset),
  };
}

function malformed({ message, range, fix }: AddressProblem, scalar: ScalarText): Problem {
  return {
    rule: "malformed-address",
    severity: "error",
    message,
    range: placeOf(scalar, range),
    ...(fix && {
      fixes: [{ title: fix.title, edits: [{ range: placeOfAll(scalar), newText: fix.newText }] }],
    }),
  };
}

function readResourceId(scalar: ScalarText, findings: Findings): void {
  const id = parseResourceId(scalar.value);
  if (!id) return;
  findings.refer({
    symbols: [kindOfType(id.type)],
    name: id.name,
    range: placeOf(scalar, id.ranges.name),
    scopes: [],
    version: id.version,
    versionRange: placeOf(scalar, id.ranges.version),
    ...(id.workspace !== undefined && { workspace: id.workspace }),
  });
}
