import type { JoinResult, ProfileResult, QualityResult, Range, RunResult } from "../server/run/results.ts";

/** What a panel shows; the webview's script gets exactly this. */
export type Result = {
  readonly title: string;
  /** URI that the paths in the data are relative to. */
  readonly root: string;
} & (
  | { readonly view: "pipeline"; readonly data: RunResult }
  | { readonly view: "join"; readonly data: JoinResult }
  | { readonly view: "quality"; readonly data: QualityResult }
  | { readonly view: "profile"; readonly data: ProfileResult }
);

/** From the webview: the user wants to see the source of something. */
export interface OpenSource {
  readonly type: "open";
  readonly file: string;
  readonly range?: Range;
}

/** What the webview sends. */
export type Message = { readonly type: "ready" } | OpenSource;
