import {
  InlayHintRefreshRequest,
  CodeLensRefreshRequest,
  type ClientCapabilities,
  type CodeLens,
  type Connection,
} from "vscode-languageserver";
import { codeLenses } from "../features/code-lens.ts";
import { readSettings } from "../features/editor-settings.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { countedDefinitions, countTitle, referencesTo } from "../features/reference-lenses.ts";
import { knowledgeOf, type About } from "./known-document.ts";
import { locations } from "./places.ts";
import { commands } from "./protocol.ts";
import type { Results } from "./results.ts";
import * as toLsp from "./to-lsp.ts";

export interface BetweenLinesOptions {
  readonly about: About;
  readonly results: Results;
  /** Of the editor. */
  readonly capabilities: ClientCapabilities;
  /** What the editor has told of them in the beginning. */
  readonly settings: unknown;
}

/** What an editor shows above lines and inside them. */
export interface BetweenLines {
  /** Something has run, so that more is known. */
  refresh(): void;
}

export function registerBetweenLines(
  connection: Connection,
  { about, results, capabilities, settings: told }: BetweenLinesOptions,
): BetweenLines {
  let settings = readSettings(told);

  connection.onDidChangeConfiguration(({ settings: changed }: { readonly settings: unknown }) => {
    const ours = typeof changed === "object" && changed !== null && "dps" in changed ? changed.dps : changed;
    settings = readSettings(ours);
    refresh();
  });

  connection.onCodeLens(async ({ textDocument }) => {
    const known = await about(textDocument.uri);
    if (!known) return [];
    const { document, workspace, file } = known;
    const manifests = workspace.manifests(file);
    const counted = settings["codeLens.references"] ? countedDefinitions(manifests) : [];
    return [
      ...codeLenses(manifests).map((lens) => toLsp.codeLens(document, lens)),
      ...counted.map(({ start, end }): CodeLens => {
        const data: LensData = { uri: textDocument.uri, offset: start };
        return { range: toLsp.rangeIn(document, { start, end }), data };
      }),
    ];
  });

  connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    const { uri, offset } = lens.data as LensData;
    const known = await about(uri);
    if (!known) return { ...lens, command: { title: countTitle(0), command: "" } };
    await known.checker.analyseSql();
    const found = referencesTo(known.file, offset, knowledgeOf(known));
    const places = await locations(known.workspace, found);
    const showing = { command: commands.showReferences, arguments: [uri, lens.range.start, places] };
    return { ...lens, command: { title: countTitle(found.length), ...showing } };
  });

  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const known = await about(textDocument.uri);
    if (!known) return [];
    const { document, workspace, file } = known;
    const hints = inlayHints({
      file,
      manifests: workspace.manifests(file),
      within: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      values: workspace.environment.values,
      results: results.of(workspace.root),
      settings,
    });
    return hints.map(({ offset, text, tooltip }) => ({
      position: document.positionAt(offset),
      label: text,
      tooltip,
      paddingLeft: true,
    }));
  });

  function refresh(): void {
    const { workspace } = capabilities;
    if (workspace?.inlayHint?.refreshSupport) void connection.sendRequest(InlayHintRefreshRequest.type);
    if (workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  return { refresh };
}

/** What is counted when the lens comes into sight. */
interface LensData {
  readonly uri: string;
  readonly offset: number;
}
