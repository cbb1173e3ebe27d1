import { quoteLiteral } from "../engine/engine.ts";
import type { Validity } from "../sodacl/configuration.ts";
import type { Literal } from "../sodacl/configuration-reader.ts";
import { formats, isNumericFormat } from "../sodacl/formats.ts";

/** Conditions, as SQL, on a column's value. They are never NULL where the value isn't. */
export interface ValueConditions {
  readonly missing: string;
  readonly invalid: string;
  readonly valid: string;
  /** Whether the configuration says what is missing, valid or invalid. */
  readonly configured: boolean;
}

/** @param column as SQL */
export function valueConditions(column: string, validity: Validity): ValueConditions {
  const missing = missingCondition(column, validity);
  const valid = validCondition(column, validity);
  const invalid = invalidCondition(column, validity);
  const orNull = validity.includeNull ? ` OR ${column} IS NULL` : "";
  const wrong = [valid && `NOT (${valid})`, invalid && `(${invalid})`].filter(Boolean).join(" OR ");
  const right = valid ? `(${valid})` : invalid && `NOT (${invalid})`;
  return {
    missing,
    invalid: wrong ? `(NOT (${missing}) AND (${wrong}))${orNull}` : "FALSE",
    valid: right ? `(NOT (${missing}) AND ${right})${orNull}` : `NOT (${missing})`,
    configured: Object.keys(validity).length > 0,
  };
}

/** The column's text as a number, where a numeric format says that it is one: digits, sign and separator are kept. */
export function textAsNumber(text: string, cast: "CAST" | "TRY_CAST"): string {
  const digits = `replace(regexp_replace(${text}, '[^-0-9.,]', '', 'g'), ',', '.')`;
  return `${cast}(nullif(${digits}, '') AS DOUBLE)`;
}

export function hasNumericFormat({ validFormat }: Validity): boolean {
  return validFormat !== undefined && isNumericFormat(validFormat);
}

/** The regular expressions that the author wrote. */
export function patternsOf({ missingRegex, validRegex, invalidRegex }: Validity): readonly string[] {
  return [missingRegex, validRegex, invalidRegex].filter((pattern) => pattern !== undefined);
}

function missingCondition(column: string, { missingValues, missingRegex, missingFormat }: Validity): string {
  return [`${column} IS NULL`, ...matches(column, missingValues, missingRegex, missingFormat)].join(" OR ");
}

function invalidCondition(column: string, { invalidValues, invalidRegex, invalidFormat }: Validity): string {
  return matches(column, invalidValues, invalidRegex, invalidFormat).join(" OR ");
}

function validCondition(column: string, validity: Validity): string {
  const isText = validity.validFormat !== undefined;
  // What is no number after all is below and above everything: a comparison with NULL would be neither.
  const atLeast = isText ? `coalesce(${textAsNumber(column, "TRY_CAST")}, '-inf') >=` : `${column} >=`;
  const atMost = isText ? `coalesce(${textAsNumber(column, "TRY_CAST")}, 'inf') <=` : `${column} <=`;
  const bounds: [string, number | undefined][] = [
    [`length(${column}) =`, validity.validLength],
    [`length(${column}) >=`, validity.validMinLength],
    [`length(${column}) <=`, validity.validMaxLength],
    [atLeast, validity.validMin],
    [atMost, validity.validMax],
  ];
  return [
    ...matches(column, validity.validValues, validity.validRegex, validity.validFormat),
    ...bounds.flatMap(([comparison, bound]) => (bound === undefined ? [] : [`${comparison} ${bound}`])),
  ].join(" AND ");
}

function matches(
  column: string,
  values?: readonly Literal[],
  regex?: string,
  format?: string,
): readonly string[] {
  const patterns = [regex, format === undefined ? undefined : formats.get(format)];
  return [
    ...(values && values.length > 0 ? [`${column} IN (${values.map(literal).join(", ")})`] : []),
    ...patterns.flatMap((pattern) =>
      pattern === undefined ? [] : [`regexp_matches(${column}, ${quoteLiteral(pattern)})`],
    ),
  ];
}

function literal(value: Literal): string {
  return typeof value === "string" ? quoteLiteral(value) : String(value);
}
