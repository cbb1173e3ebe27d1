import * as vscode from "vscode";
import type { Answer, GraphAnswer, RunParams } from "../server/lsp/protocol.ts";
import type { PipelinePreview, RunResult } from "../server/run/results.ts";
import type { CommandContext } from "./commands/context.ts";
import { fileName, runRequest } from "./commands/show-result.ts";
import { ResultPanel } from "./result-panel.ts";
import type { Question } from "./result.ts";

/** First rows of a dataset that is chosen in the graph. */
const firstRows = 50;

/** A pipeline in its panel: drawn from the manifests, run when asked to, and drawn anew whenever they change. */
export class PipelinePanel {
  static #latest: PipelinePanel | undefined;

  readonly #context: CommandContext;
  readonly #params: RunParams;
  readonly #title: string;
  readonly #about: string;
  #graph: GraphAnswer | undefined;
  #run: RunResult | undefined;
  #state: PipelinePreview["state"] = "not-run";
  #drawing = false;
  #outdated = false;
  #following: vscode.Disposable | undefined;

  /** The panel of a pipeline; the one that is open already, if it is about the same. */
  static of(context: CommandContext, params: RunParams): PipelinePanel {
    const latest = PipelinePanel.#latest;
    if (latest && latest.#following && latest.#about === aboutOf(params)) return latest;
    if (latest) latest.#end();
    return (PipelinePanel.#latest = new PipelinePanel(context, params));
  }

  private constructor(context: CommandContext, params: RunParams) {
    this.#context = context;
    this.#params = params;
    this.#about = aboutOf(params);
    this.#title = vscode.l10n.t("Pipeline: {0}", params.workflow ?? fileName(params.uri));
  }

  /** Opens the panel with the graph, and keeps that up to date as long as it is open. */
  async draw(): Promise<void> {
    this.#graph = await this.#askGraph();
    const result = this.#result();
    if (!result) return;
    ResultPanel.show(this.#context.extension, result, {
      again: () => void this.run(),
      answer: (question) => this.#answer(question),
    });
    this.#following ??= this.#context.server.onChanged((root) => {
      if (root !== this.#graph?.root) return;
      if (this.#run && this.#state === "done") this.#state = "stale";
      void this.#follow();
    });
  }

  /** @returns what the server answered; undefined when nothing was run */
  async run(): Promise<Answer<RunResult> | undefined> {
    const before = this.#state;
    this.#show("running");
    const answer = await runRequest(this.#context, {
      ...{ method: "dps/run", params: this.#params, title: this.#title },
    });
    if (!answer) {
      this.#show(before);
      return undefined;
    }
    this.#run = answer.data;
    this.#context.runProblems.show(answer.root, answer.data);
    this.#show("done");
    return answer;
  }

  #show(state: PipelinePreview["state"]): void {
    this.#state = state;
    const result = this.#result();
    // Otherwise the user has closed the panel.
    if (result && !ResultPanel.refresh(result)) this.#end();
  }

  #end(): void {
    this.#following?.dispose();
    this.#following = undefined;
  }

  /** One request at a time: what changes meanwhile is drawn after it. */
  async #follow(): Promise<void> {
    this.#outdated = true;
    if (this.#drawing) return;
    this.#drawing = true;
    while (this.#outdated) {
      this.#outdated = false;
      this.#graph = (await this.#askGraph()) ?? this.#graph;
    }
    this.#drawing = false;
    this.#show(this.#state);
  }

  async #askGraph(): Promise<GraphAnswer | undefined> {
    try {
      return await this.#context.server.request("dps/graph", this.#params, quietly());
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #answer(question: Question): Promise<unknown> {
    if (question.kind !== "firstRows") return undefined;
    const uri = this.#params.uri;
    const page = { uri, dataset: question.dataset, offset: 0, limit: firstRows, asTheyAre: true };
    return (await this.#context.server.request("dps/data", page, quietly())).data;
  }

  #result() {
    if (!this.#graph) return undefined;
    const { root, data: graph, broken } = this.#graph;
    const data = { about: this.#about, graph, broken, run: this.#run, state: this.#state };
    return { view: "pipeline", title: this.#title, root, data } as const;
  }
}

function aboutOf({ uri, workflow }: RunParams): string {
  return JSON.stringify([uri, workflow]);
}

/** What happens by itself is not accompanied by notifications. */
function quietly() {
  return { token: new vscode.CancellationTokenSource().token, onProgress: () => undefined };
}
