import * as vscode from "vscode";
import type { RunError, RunResult } from "../server/run/results.ts";
import { toRange, uriIn } from "./places.ts";

/** What failed, shown where it stands in the manifest until the document changes or the next run replaces them. */
export class RunProblems implements vscode.Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection("dps run");
  readonly #onEdit = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.#shown.delete(document.uri);
  });

  /** @param root URI that the paths in the run are relative to */
  show(root: string, { workflows }: RunResult): void {
    const jobs = workflows.flatMap((workflow) => workflow.jobs);
    const parts = jobs.flatMap((job) => [job, ...job.steps]);
    const byFile = Map.groupBy(
      parts.flatMap(({ error }) => error ?? []),
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

function toDiagnostic({ message, range }: RunError): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = "dps run";
  return diagnostic;
}

/** A job that several workflows name fails in each of them. */
function distinct(errors: readonly RunError[]): RunError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
