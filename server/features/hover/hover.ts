import { kindOf } from "../../manifest/kind.ts";
import { schemasAt, type SchemasAt } from "../../schema/schemas-at.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { YamlNode } from "../../yaml/tree.ts";
import { knownFile } from "../configuration.ts";
import { manifestAt } from "../manifest-at.ts";
import { hoverCron } from "./cron.ts";
import type { Hover } from "./hover-text.ts";
import { hoverSchema } from "./schema.ts";
import { hoverSymbol } from "./symbol.ts";
import { hoverVariable } from "./variable.ts";
import type { KnownWorkspace } from "../symbols/symbol.ts";

export interface HoverContext extends KnownWorkspace {
  readonly text: string;
  readonly offset: number;
  /** Relative to the root. */
  readonly file: string;
  /** For schedules: when the next time is. */
  readonly now: Date;
}

/** What there is to say about a place, the more special first: a variable, a name, a schedule, a key or value. */
export function hover(context: HoverContext): Hover | undefined {
  const { text, offset, file, workspace, now } = context;
  const known = knownFile(file);
  if (known) {
    const place = schemasAt(rootAt(text, offset), known.kind.schemaFile, known.schemas, offset, text);
    return place && hoverSchema(place, known.schemas);
  }
  if (workspace.manifests(file).length === 0) return undefined;
  const special = hoverVariable(text, offset, workspace) ?? hoverSymbol(file, offset, context);
  if (special) return special;
  const place = placeAt(context);
  return place && (hoverCron(place, now) ?? hoverSchema(place, workspace.schemas));
}

function placeAt({ text, offset, workspace }: HoverContext): SchemasAt | undefined {
  const root = rootAt(text, offset);
  const kind = kindOf(root, workspace.schemas);
  return kind && schemasAt(root, kind.schemaFile, workspace.schemas, offset, text);
}

function rootAt(text: string, offset: number): YamlNode | undefined {
  return manifestAt(parseYaml(text).documents, offset);
}
