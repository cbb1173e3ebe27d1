import { isMap, parseDocument, type Document, type YAMLMap } from "yaml";
import { kindOf } from "../../manifest/kind.ts";
import type { Schemas } from "../../schema/schemas.ts";
import { mayBeOurs } from "../../manifest/kind.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { migrateDataProduct } from "./data-product.ts";
import { migrateDepot } from "./depot.ts";
import { Holes } from "./holes.ts";
import { migrateLens } from "./lens.ts";

/** A file in an older layout, and what is around it. */
export interface MigrationContext {
  /** Relative to the root of the workspace. */
  readonly file: string;
  readonly text: string;
  readonly schemas: Schemas;
  /** The file that defines a resource, relative to the root. */
  fileOf(kind: string, name: string): string | undefined;
  /** Whether something is at a path that is relative to the root. */
  exists(path: string): boolean;
}

/** What a file becomes in the newer layout. */
export interface Migration {
  /** Imperative: `Move to data product v1beta`. */
  readonly title: string;
  /** The new text of the file; undefined when it stays as it is. */
  readonly text: string | undefined;
  /** Files that come into being, none of which is there yet. */
  readonly newFiles: readonly NewFile[];
  /** Sentences on what is left to do, and on what has no place in the newer layout. */
  readonly notes: readonly string[];
}

export interface NewFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

/** What one document becomes. */
export interface MigratedDocument {
  /** Documents that must come before it in its file. */
  readonly before?: readonly string[];
  readonly newFiles?: readonly NewFile[];
  readonly notes: readonly string[];
  /** The document is changed in place; otherwise what replaces it is in the new files. */
  readonly changed: boolean;
}

/** Changes a document in place; undefined where nothing can be done. */
export type MigrateDocument = (
  root: YAMLMap,
  document: Document,
  context: DocumentContext,
) => MigratedDocument | undefined;

export interface DocumentContext extends MigrationContext {
  readonly holes: Holes;
}

const migrations: Readonly<Record<string, { readonly target: string; readonly migrate: MigrateDocument }>> = {
  "data-product.v1alpha.json": { target: "data product v1beta", migrate: migrateDataProduct },
  "depot.v1.json": { target: "depot v2alpha", migrate: migrateDepot },
  "lens-1.json": { target: "Lens 2", migrate: migrateLens },
};

/**
 * Moves the documents of a file that are in an older layout to the newer one: data products v1alpha, depots v1 and
 * models of Lens 1. The other documents of the file keep every byte. Undefined where there is nothing to move, or the
 * file is no YAML that can be trusted.
 */
export function migrate(context: MigrationContext): Migration | undefined {
  const { text, schemas } = context;
  if (!mayBeOurs(text)) return undefined;
  const { documents, broken } = parseYaml(text);
  if (broken) return undefined;
  const targets = new Set<string>();
  const notes: string[] = [];
  const newFiles: NewFile[] = [];
  const parts: string[] = [];
  let changed = false;
  for (const { root, range } of documents) {
    const slice = text.slice(range.start, range.end);
    const older = migrations[kindOf(root, schemas)?.schemaFile ?? ""];
    const moved = older && moveDocument(slice, older.migrate, context);
    parts.push(moved?.text ?? slice);
    if (!older || !moved) continue;
    targets.add(older.target);
    notes.push(...moved.notes);
    newFiles.push(...moved.newFiles);
    changed ||= moved.text !== undefined;
  }
  if (targets.size === 0) return undefined;
  return {
    title: `Move to ${[...targets].join(" and ")}`,
    text: changed ? parts.join("") : undefined,
    newFiles,
    notes,
  };
}

interface MovedText {
  readonly text: string | undefined;
  readonly notes: readonly string[];
  readonly newFiles: readonly NewFile[];
}

function moveDocument(
  slice: string,
  migrateDocument: MigrateDocument,
  context: MigrationContext,
): MovedText | undefined {
  const holes = new Holes(slice);
  const document = parseDocument(holes.filled, { uniqueKeys: false, logLevel: "silent" });
  const root = document.contents as unknown;
  if (document.errors.length > 0 || !isMap(root)) return undefined;
  const moved = migrateDocument(root as YAMLMap, document as Document, { ...context, holes });
  if (!moved) return undefined;
  const newFiles = (moved.newFiles ?? []).map(({ path, text }) => ({
    path: holes.restore(path),
    text: holes.restore(text),
  }));
  const notes = moved.notes.map((note) => holes.restore(note));
  if (!moved.changed) return { text: undefined, notes, newFiles };
  const own = document.toString(styleOf(slice));
  const before = (moved.before ?? []).map((each) => `${each.trimEnd()}\n---\n`).join("");
  // Where the document began with a `---`, so does what now comes before it.
  const marked =
    before !== "" && own.startsWith("---") ? `---\n${before}${own.replace(/^---\n?/, "")}` : before + own;
  return { text: holes.restore(marked.endsWith("\n") ? marked : `${marked}\n`), notes, newFiles };
}

/** As the author writes, so that only what has to change does. */
function styleOf(text: string) {
  return {
    lineWidth: 0,
    indentSeq: !/^( *)(?!- )\S.*:[ \t]*\r?\n\1- /m.test(text),
    flowCollectionPadding: /[[{] \S/.test(text),
  };
}
