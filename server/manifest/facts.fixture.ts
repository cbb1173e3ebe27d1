import { builtinSchemas } from "../schema/builtin.ts";
import { deriveFacts, type FileFacts } from "./facts.ts";
import type { Body, Manifest } from "./model.ts";

/** Facts of a text with the common indentation removed. */
export function factsOf(text: string): FileFacts & { readonly text: string } {
  const dedented = dedent(text);
  return { ...deriveFacts(dedented, { schemas: builtinSchemas }), text: dedented };
}

/** The only manifest of a text. */
export function manifestOf(text: string): Manifest {
  const { manifests } = factsOf(text);
  if (manifests.length !== 1) throw new Error(`${manifests.length} manifests`);
  return manifests[0] as Manifest;
}

/** The body of a text's first manifest, which must be of that type. */
export function bodyOf<T extends Body["type"]>(text: string, type: T): Extract<Body, { type: T }> {
  const body = factsOf(text).manifests[0]?.body;
  if (body?.type !== type) throw new Error(`a body of type ${body?.type}`);
  return body as Extract<Body, { type: T }>;
}

/** Definitions (`+`) and references of a text, in its order, with what stands there when it reads differently. */
export function symbolsIn(text: string): readonly string[] {
  const { manifests, text: dedented } = factsOf(text);
  const found = manifests.flatMap((manifest) => [
    ...manifest.definitions.map(({ symbol, name, range, open }) => ({
      word: `+${symbol}`,
      name,
      range,
      open,
    })),
    ...manifest.references.map(({ symbols, name, range, open }) => ({
      word: symbols.join("|"),
      name,
      range,
      open,
    })),
  ]);
  return found
    .sort((one, other) => one.range.start - other.range.start || one.word.localeCompare(other.word))
    .map(({ word, name, range, open }) => {
      const written = dedented.slice(range.start, range.end);
      return `${word} ${name}${written === name ? "" : ` @ ${written}`}${open ? " (open)" : ""}`;
    });
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const common = Math.min(...indents, 80);
  return lines.map((line) => line.slice(common)).join("\n");
}
