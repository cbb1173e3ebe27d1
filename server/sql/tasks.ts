import { analyse, notAnalysed } from "./analyse.ts";
import { highlight } from "./highlight.ts";
import { outline } from "./outline-sql.ts";
import type { SqlOutline } from "./outline.ts";
import type { Parser } from "./parser.ts";
import type { SqlAnalysis, SqlRequest, SqlToken, SqlTranslation, TranslateRequest } from "./sql.ts";
import { translate } from "./translate.ts";

/** What the parser process is asked to do; everything in it survives JSON. */
export type Task =
  | { readonly kind: "analyse"; readonly request: SqlRequest }
  | { readonly kind: "translate"; readonly request: TranslateRequest }
  | { readonly kind: "outline"; readonly request: SqlRequest }
  | { readonly kind: "highlight"; readonly request: SqlRequest };

export type Answer = SqlAnalysis | SqlTranslation | SqlOutline | readonly SqlToken[];

export function perform(parser: Parser, task: Task): Answer {
  switch (task.kind) {
    case "analyse":
      return analyse(parser, task.request);
    case "translate":
      return translate(parser, task.request);
    case "outline":
      return outline(parser, task.request);
    case "highlight":
      return highlight(parser, task.request);
  }
}

/** The answer to a task that could not be performed; `reason` is a sentence for the user. */
export function giveUp(task: Task, reason: string): Answer {
  switch (task.kind) {
    case "analyse":
      return notAnalysed;
    case "translate":
      return { error: { message: reason }, functions: [] };
    case "outline":
      return {};
    case "highlight":
      return [];
  }
}

export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
}

export type WorkerMessage = { readonly ready: true } | AnswerMessage;

export interface AnswerMessage {
  readonly id: number;
  readonly answer: Answer;
  /** Resident memory of the process after the task, in bytes. */
  readonly residentBytes: number;
}
