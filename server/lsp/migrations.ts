import {
  CodeActionKind,
  type ClientCapabilities,
  type CodeAction,
  type Connection,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { migrationIn } from "../features/migrate/in-workspace.ts";
import type { Migration } from "../features/migrate/migrate.ts";
import type { About, KnownDocument } from "./known-document.ts";
import type { DocumentParams, Requests } from "./protocol.ts";
import { rangeIn } from "./to-lsp.ts";
import { toUri } from "./uris.ts";
import { pathOf } from "./workspaces.ts";

/** The request for what a document becomes in the newer layout. */
export function registerMigrations(connection: Connection, about: About): void {
  type Result = Requests["dps/migrate"]["result"];
  connection.onRequest("dps/migrate", async ({ uri }: DocumentParams): Promise<Result> => {
    const known = await about(uri);
    if (!known) return null;
    const { workspace, file, document } = known;
    const migration = migrationIn(workspace, file, document.getText());
    return migration
      ? { root: toUri(workspace.root), data: { ...migration, text: migration.text ?? null } }
      : null;
  });
}

/** The same as an action that a user confirms; none for an editor that can't create the files it takes. */
export function migrationActions(
  { workspace, file, document }: KnownDocument,
  { workspace: capabilities }: ClientCapabilities,
): CodeAction[] {
  const supported = capabilities?.workspaceEdit;
  if (!supported?.documentChanges) return [];
  const migration = migrationIn(workspace, file, document.getText());
  if (!migration) return [];
  const { title, newFiles } = migration;
  if (newFiles.length > 0 && !supported.resourceOperations?.includes("create")) return [];
  const edit = editOf(document, migration, {
    uriOf: (path) => toUri(pathOf(workspace, path)),
    annotated: supported.changeAnnotationSupport !== undefined,
  });
  return [{ title, kind: CodeActionKind.RefactorRewrite, edit }];
}

interface EditOptions {
  uriOf(path: string): string;
  /** The editor asks before it changes what is annotated. */
  readonly annotated: boolean;
}

function editOf(
  document: TextDocument,
  { title, text, newFiles, notes }: Migration,
  { uriOf, annotated }: EditOptions,
): WorkspaceEdit {
  const mark = annotated ? { annotationId: "migration" } : {};
  const all = rangeIn(document, { start: 0, end: document.getText().length });
  const start = { line: 0, character: 0 };
  const changed =
    text === undefined
      ? []
      : [
          {
            textDocument: { uri: document.uri, version: document.version },
            edits: [{ range: all, newText: text, ...mark }],
          },
        ];
  const created = newFiles.flatMap(({ path, text: newText }) => {
    const uri = uriOf(path);
    return [
      { kind: "create" as const, uri, ...mark },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText, ...mark }] },
    ];
  });
  const description = notes.join(" ");
  return {
    documentChanges: [...changed, ...created],
    ...(annotated && {
      changeAnnotations: {
        migration: { label: title, needsConfirmation: true, ...(description !== "" && { description }) },
      },
    }),
  };
}
