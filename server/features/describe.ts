import { descriptionOf, typesOf, valuesOf, type Shape } from "../schema/shape.ts";

/** How many examples say what a value looks like. */
const maxExamples = 3;
/** More values than this are for a list of proposals. */
const maxValues = 12;

/** What a schema says of a value, as Markdown: its description, which values it can have, its default, examples. */
export function describe(shape: Shape): string {
  const values = valuesOf(shape);
  const allowed = values.filter(({ origin }) => origin !== "example");
  const isOpen = !shape.some(({ schema }) => schema.enum !== undefined || schema.const !== undefined);
  const first = shape.find(({ schema }) => schema.default !== undefined)?.schema.default;
  const examples = shape.flatMap(({ schema }) => schema.examples ?? []).slice(0, maxExamples);
  const parts = [
    descriptionOf(shape),
    allowed.length > 1 &&
      allowed.length <= maxValues &&
      typesOf(shape)[0] !== "boolean" &&
      `${isOpen ? "For instance" : "One of"} ${list(allowed.map(({ value }) => value))}.`,
    first !== undefined && `Default: ${code(first)}.`,
    examples.length > 0 && allowed.length === 0 && `For example ${list(examples)}.`,
  ];
  return parts.filter(Boolean).join("\n\n");
}

function list(values: readonly unknown[]): string {
  return values.map(code).join(", ");
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
