import type {
  DataResult,
  ExportResult,
  JoinResult,
  PipelinePreview,
  ProfileResult,
  QualityResult,
  Range,
  Sort,
} from "../server/run/results.ts";

/** What a panel shows; the webview's script gets exactly this. */
export type Result = {
  readonly title: string;
  /** URI that the paths in the data are relative to. */
  readonly root: string;
} & (
  | { readonly view: "pipeline"; readonly data: PipelinePreview }
  | { readonly view: "join"; readonly data: JoinResult }
  | { readonly view: "quality"; readonly data: QualityResult }
  | { readonly view: "profile"; readonly data: ProfileResult }
  | { readonly view: "data"; readonly data: DataResult }
);

/** From the webview: the user wants to see the source of something. */
export interface OpenSource {
  readonly type: "open";
  readonly file: string;
  readonly range?: Range;
}

/** From the webview: the user wants to see the rows of a dataset that a file names. */
export interface PreviewData {
  readonly type: "previewData";
  readonly file: string;
  readonly dataset: string;
}

/** Rows of the page that a data preview opens with, and of every page that it asks for. */
export const pageRows = 200;

/** What a panel asks while the user looks around in it, and what it gets. */
export interface Questions {
  /** The first rows of a dataset, as they are now. */
  firstRows: { ask: { readonly file: string; readonly dataset: string }; answer: DataResult };
  rows: {
    ask: { readonly offset: number; readonly limit: number; readonly sort?: Sort };
    answer: DataResult;
  };
  profile: { ask: object; answer: ProfileResult };
  export: { ask: { readonly sort?: Sort }; answer: ExportResult | undefined };
}

export type Question = {
  [Kind in keyof Questions]: { readonly kind: Kind } & Questions[Kind]["ask"];
}[keyof Questions];

/** What the webview sends. */
export type Message =
  | { readonly type: "ready" }
  | { readonly type: "run" }
  | { readonly type: "save"; readonly name: string; readonly text: string }
  | OpenSource
  | PreviewData
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "ask"; readonly id: number; readonly question: Question };

/** To the webview: the answer to a question, or in one sentence why there is none. */
export type Reply = { readonly type: "reply"; readonly id: number } & (
  { readonly answer: unknown } | { readonly error: string }
);
