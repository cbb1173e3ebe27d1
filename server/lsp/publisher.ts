import type { Connection } from "vscode-languageserver";
import { markKnown } from "../features/baseline.ts";
import { Lines } from "../text/lines.ts";
import type { Problem } from "../text/problem.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Documents } from "./documents.ts";
import * as toLsp from "./to-lsp.ts";
import { toUri } from "./uris.ts";
import { pathOf, type OpenWorkspace } from "./workspaces.ts";

/** Sends problems to the editor as diagnostics, and knows what the editor shows. */
export class Publisher {
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #rulePages: string | undefined;
  /** By root, then by file: what was sent last, where it was not nothing. */
  readonly #shown = new Map<string, Map<string, string>>();

  /** @param rulePages URI of the folder with a page for each rule, if there is one */
  constructor(connection: Connection, documents: Documents, rulePages: string | undefined) {
    this.#connection = connection;
    this.#documents = documents;
    this.#rulePages = rulePages;
  }

  /** Sends what is known of a file; with `ifChanged` only when the editor shows something else. */
  async publish(opened: OpenWorkspace, file: string, { ifChanged = true } = {}): Promise<void> {
    const { workspace, checker } = opened;
    const path = pathOf(workspace, file);
    const problems = markKnown(checker.problems(file), workspace.baseline.get(file));
    const open = this.#documents.get(path)?.document;
    const { uri, version } = open ?? { uri: toUri(path), version: undefined };
    const lines = await linesOf(workspace, file, problems);
    // Lines of a text that was edited meanwhile would be wrong, and its own diagnostics are about to follow.
    if (open && problems.length > 0 && open.version !== version) return;
    const diagnostics = toLsp.diagnostics(problems, {
      rulePages: this.#rulePages,
      lines,
      file,
      uriOf: (other) => toUri(pathOf(workspace, other)),
    });
    const sent = JSON.stringify(diagnostics);
    const shown = this.#shownOf(workspace);
    if (ifChanged && (shown.get(file) ?? "[]") === sent) return;
    if (diagnostics.length === 0) shown.delete(file);
    else shown.set(file, sent);
    await this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Files of a root that the editor shows diagnostics of. */
  shownFiles({ root }: Workspace): readonly string[] {
    return [...(this.#shown.get(root)?.keys() ?? [])];
  }

  #shownOf({ root }: Workspace): Map<string, string> {
    const shown = this.#shown.get(root) ?? new Map<string, string>();
    this.#shown.set(root, shown);
    return shown;
  }
}

/** Lines of a file with problems and of the other files that these mention. */
async function linesOf(
  workspace: Workspace,
  file: string,
  problems: readonly Problem[],
): Promise<ReadonlyMap<string, Lines>> {
  if (problems.length === 0) return new Map();
  const related = problems.flatMap((problem) => problem.related ?? []).map((place) => place.file);
  const files = [...new Set([file, ...related])];
  return new Map(
    await Promise.all(
      files.map(async (each): Promise<[string, Lines]> => [
        each,
        new Lines((await workspace.text(each)) ?? ""),
      ]),
    ),
  );
}
