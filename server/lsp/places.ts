import type { Location, Range } from "vscode-languageserver";
import { Lines } from "../text/lines.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Workspace } from "../workspace/workspace.ts";
import * as toLsp from "./to-lsp.ts";
import { toUri } from "./uris.ts";
import { pathOf } from "./workspaces.ts";

/** A range of a file of a workspace. */
export interface FilePlace {
  /** Relative to the root. */
  readonly file: string;
  readonly range: OffsetRange;
}

/** Places of any files of a workspace, in their order; each file is read once. */
export async function locations(workspace: Workspace, places: readonly FilePlace[]): Promise<Location[]> {
  const files = [...new Set(places.map(({ file }) => file))];
  const texts = await Promise.all(files.map((file) => linesOf(workspace, file)));
  const lines = new Map(files.map((file, index) => [file, texts[index] ?? new Lines("")]));
  return places.map(({ file, range }) => ({
    uri: uriOf(workspace, file),
    range: toLsp.rangeBy(lines.get(file) ?? new Lines(""), range),
  }));
}

export async function rangesIn(
  workspace: Workspace,
  file: string,
  ranges: readonly OffsetRange[],
): Promise<Range[]> {
  const lines = await linesOf(workspace, file);
  return ranges.map((range) => toLsp.rangeBy(lines, range));
}

export function uriOf(workspace: Workspace, file: string): string {
  return toUri(pathOf(workspace, file));
}

async function linesOf(workspace: Workspace, file: string): Promise<Lines> {
  return new Lines((await workspace.text(file)) ?? "");
}
