import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Connection,
  type Range,
} from "vscode-languageserver";
import {
  downstream,
  lineageAt,
  upstream,
  type LineageItem,
  type LineageStep,
} from "../features/symbols/lineage.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { knowledgeOf, type About } from "./known-document.ts";
import { rangesIn, uriOf } from "./places.ts";
import { toPath } from "./uris.ts";
import type { Workspaces } from "./workspaces.ts";

export interface LineageOptions {
  readonly about: About;
  readonly workspaces: Workspaces;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

/** Where data come from and where they go, as a hierarchy of calls: what is upstream is a caller. */
export function registerLineage(
  connection: Connection,
  { about, workspaces, upToDate }: LineageOptions,
): void {
  const { callHierarchy } = connection.languages;

  callHierarchy.onPrepare(async ({ textDocument, position }) => {
    const known = await about(textDocument.uri);
    if (!known) return null;
    await known.checker.analyseSql();
    const item = lineageAt(known.file, known.document.offsetAt(position), knowledgeOf(known));
    return item ? [await toItem(item, known.workspace)] : null;
  });

  callHierarchy.onIncomingCalls(async ({ item }): Promise<CallHierarchyIncomingCall[] | null> => {
    const asked = await reopened(item);
    if (!asked) return null;
    const steps = upstream(asked.item, asked.known).map(async (step) => ({
      from: await toItem(step.item, asked.known.workspace),
      fromRanges: await rangesOf(step.item, step, asked.known.workspace),
    }));
    return Promise.all(steps);
  });

  callHierarchy.onOutgoingCalls(async ({ item }): Promise<CallHierarchyOutgoingCall[] | null> => {
    const asked = await reopened(item);
    if (!asked) return null;
    const steps = downstream(asked.item, asked.known).map(async (step) => ({
      to: await toItem(step.item, asked.known.workspace),
      fromRanges: await rangesOf(asked.item, step, asked.known.workspace),
    }));
    return Promise.all(steps);
  });

  /** What an item was made of before; it is asked about in the workspace as it is now. */
  async function reopened({ uri, data }: CallHierarchyItem) {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    await upToDate();
    const { workspace, checker } = await workspaces.of(path);
    await checker.analyseSql();
    return { item: data as LineageItem, known: knowledgeOf({ workspace, checker }) };
  }
}

/** Ranges are those of the caller's file, and a dataset writes nothing itself. */
function rangesOf(caller: LineageItem, { places }: LineageStep, workspace: Workspace): Promise<Range[]> {
  return rangesIn(workspace, caller.file, caller.kind === "dataset" ? [caller.nameRange] : places);
}

async function toItem(item: LineageItem, workspace: Workspace): Promise<CallHierarchyItem> {
  const { kind, name, detail, file, range: whole, nameRange } = item;
  const [range, selectionRange] = await rangesIn(workspace, file, [whole, nameRange]);
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    name,
    kind: kinds[kind],
    detail: detail ?? file,
    uri: uriOf(workspace, file),
    range: range ?? nowhere,
    selectionRange: selectionRange ?? nowhere,
    data: item,
  };
}

const kinds: Record<LineageItem["kind"], SymbolKind> = {
  dataset: SymbolKind.Struct,
  job: SymbolKind.Function,
  workflow: SymbolKind.Module,
  "lens-table": SymbolKind.Class,
  manifest: SymbolKind.Package,
};
