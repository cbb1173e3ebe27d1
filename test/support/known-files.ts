import type { KnownWorkspace } from "../../server/features/symbols/symbol.ts";
import { Checker } from "../../server/rules/checker.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { MemoryFileSystem } from "../../server/workspace/memory-file-system.ts";
import { Workspace } from "../../server/workspace/workspace.ts";

/** A workspace of which everything is known, SQL included. */
export interface KnownFiles extends KnownWorkspace {
  readonly checker: Checker;
  readonly files: ReadonlyMap<string, string>;
}

const sql = createInProcessSqlService();

/** @param files text by path, relative to the root */
export async function openFiles(files: ReadonlyMap<string, string>): Promise<KnownFiles> {
  const texts = [...files].map(([path, text]): [string, string] => [`/workspace/${path}`, text]);
  const workspace = await Workspace.open("/workspace", new MemoryFileSystem(Object.fromEntries(texts)));
  const checker = new Checker(workspace, sql);
  await checker.checkAll();
  return { workspace, checker, files, analysisOf: (text) => checker.analysisOf(text) };
}
