import type { TextDocument } from "vscode-languageserver-textdocument";
import type { KnownWorkspace } from "../features/symbols/symbol.ts";
import type { Checker } from "../rules/checker.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** An open document, and the workspace it belongs to with everything that was typed so far. */
export interface KnownDocument {
  readonly document: TextDocument;
  readonly workspace: Workspace;
  readonly checker: Checker;
  /** Relative to the root. */
  readonly file: string;
}

/** What features of names work with. */
export function knowledgeOf({
  workspace,
  checker,
}: Pick<KnownDocument, "workspace" | "checker">): KnownWorkspace {
  return { workspace, analysisOf: (sql) => checker.analysisOf(sql) };
}

/** Undefined for a document that is not open, or belongs to no workspace. */
export type About = (uri: string) => Promise<KnownDocument | undefined>;
