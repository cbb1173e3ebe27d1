import * as vscode from "vscode";
import type { RunResult, StepRun } from "../server/run/results.ts";
import { toRange, uriIn } from "./places.ts";

/** Failed steps, shown on their SQL until the document changes or the next run replaces them. */
export class RunProblems implements vscode.Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection("dps run");
  readonly #onEdit = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.#shown.delete(document.uri);
  });

  /** @param root URI that the paths in the run are relative to */
  show(root: string, { workflows }: RunResult): void {
    const jobs = workflows.flatMap((workflow) => workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);
    const byFile = Map.groupBy(
      steps.flatMap(({ error }) => error ?? []),
      ({ file }) => file,
    );
    this.#shown.clear();
    for (const [file, errors] of byFile)
      this.#shown.set(uriIn(root, file), distinct(errors).map(toDiagnostic));
  }

  dispose(): void {
    this.#onEdit.dispose();
    this.#shown.dispose();
  }
}

type StepError = NonNullable<StepRun["error"]>;

function toDiagnostic({ message, range }: StepError): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = "dps run";
  return diagnostic;
}

/** A job that several workflows name fails in each of them. */
function distinct(errors: readonly StepError[]): StepError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
