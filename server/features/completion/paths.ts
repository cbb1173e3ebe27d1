import type { Shape } from "../../schema/shape.ts";
import { folderOf } from "../../workspace/paths.ts";
import type { CursorPlace } from "./place.ts";
import type { Proposal } from "./proposal.ts";
import { valueSnippet } from "./snippet.ts";
import type { Surroundings } from "./surroundings.ts";

/** Files of the kind that a value is the path of, those nearest to the manifest first. */
export function paths(shape: Shape, { token }: CursorPlace, surroundings: Surroundings): readonly Proposal[] {
  const kinds = new Set(shape.flatMap(({ schema }) => schema["x-path"] ?? []));
  if (kinds.size === 0) return [];
  const { workspace, file } = surroundings;
  const folder = folderOf(file);
  return workspace.files
    .filter((path) => path !== file && isWanted(path, kinds, surroundings))
    .map((path) => {
      const isBelow = folder !== "" && path.startsWith(`${folder}/`);
      const written = isBelow ? path.slice(folder.length + 1) : path;
      return {
        label: written,
        kind: "path",
        snippet: valueSnippet(written, token),
        range: token.range,
        detail: workspace.manifests(path)[0]?.kind,
        order: `${isBelow || folder === folderOf(path) ? 1 : 2}${written}`,
      };
    });
}

function isWanted(path: string, kinds: ReadonlySet<string>, { workspace }: Surroundings): boolean {
  if (kinds.has("file")) return true;
  if (kinds.has("sql")) return path.endsWith(".sql");
  return workspace.manifests(path).some(({ kind }) => kinds.has("manifest") || kinds.has(kind));
}
