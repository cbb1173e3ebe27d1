import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as vscode from "vscode";
import type {
  CheckResult,
  DataResult,
  JoinResult,
  QualityResult,
  RunResult,
} from "../../../server/run/results.ts";
import type { Answer } from "../../../server/lsp/protocol.ts";
import {
  codeLensTitles,
  codeOf,
  diagnosticsOf,
  edit,
  extension,
  open,
  restoreAll,
  until,
  webviewTitles,
} from "./editor.ts";

const workspace = process.env.DPS_TEST_WORKSPACE ?? "";
const inWorkspace = (path: string) => vscode.Uri.file(join(workspace, path));

suite("The sample, trusted", () => {
  teardown(restoreAll);

  test("a folder with a configuration is checked, though nothing is open", async () => {
    const server = await extension().activate();
    await until(() => server.isStarted);
  });

  test("the sample has no problem", async () => {
    await open(inWorkspace("transformation/order-enriched.yml"));
    const lenses = await codeLensTitles(inWorkspace("transformation/order-enriched.yml"));
    assert.ok(lenses.length > 0);
    assert.deepEqual(
      vscode.languages
        .getDiagnostics()
        .flatMap(([uri, found]) => found.map(({ message }) => `${uri.path}: ${message}`)),
      [],
    );
  });

  test("a misspelt view is underlined in the SQL while typing, and mends itself with a fix", async () => {
    const uri = inWorkspace("ingestion/customer.yml");
    const document = await open(uri);
    await edit(
      document,
      "                        customer_input\n",
      "                        customer_inptu\n",
    );
    const [problem] = await diagnosticsOf(uri, (found) =>
      found.some(({ code }) => codeOf(code) === "unknown-view"),
    );
    assert.ok(problem);
    assert.equal(document.getText(problem.range), "customer_inptu");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title === 'Change to "customer_input"');
    assert.ok(fix?.edit, `there are ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    await diagnosticsOf(uri, (found) => found.length === 0);
  });

  test("renaming a depot in one file shows in the files that name it", async () => {
    const user = inWorkspace("ingestion/product.yml");
    const document = await open(inWorkspace("depots/crmbq.yml"));
    await edit(document, "name: crmbq\n", "name: crmbigquery\n");
    const found = await diagnosticsOf(user, (all) =>
      all.some(({ code }) => codeOf(code) === "unresolved-reference"),
    );
    assert.match(found[0]?.message ?? "", /"crmbq" is no depot of this workspace/);
    await edit(document, "name: crmbigquery\n", "name: crmbq\n");
    await diagnosticsOf(user, (all) => all.length === 0);
  });

  test("code lenses stand where something can be run", async () => {
    assert.deepEqual(await codeLensTitles(inWorkspace("transformation/order-enriched.yml")), [
      "$(play) Preview pipeline",
      ...Array<string>(5).fill("$(table) Preview data"),
      ...Array<string>(3).fill("$(combine) Preview join"),
      "$(table) Preview data",
    ]);
    assert.deepEqual(await codeLensTitles(inWorkspace("quality/product.yml")), [
      "$(beaker) Run quality checks",
      "$(graph) Profile",
      "$(table) Preview data",
    ]);
    assert.deepEqual(await codeLensTitles(inWorkspace("lens/model/tables/transaction.yml")), [
      "$(combine) Preview join",
      "$(combine) Preview join",
    ]);
  });

  test("Preview Pipeline runs the workflow on the sample data and opens the result", async () => {
    await open(inWorkspace("ingestion/product.yml"));
    const answer = await vscode.commands.executeCommand<Answer<RunResult>>("dps.previewPipeline");
    const [job] = answer.data.workflows[0]?.jobs ?? [];
    assert.equal(job?.status, "ok", job?.reason);
    assert.deepEqual(job.outputs, [{ dataset: "lakehouse:sales_360/product", rows: 96 }]);
    assert.deepEqual(
      job.steps[0]?.columns.slice(0, 2).map(({ name }) => name),
      ["productid", "skuid"],
    );
    await until(() => webviewTitles().includes("Pipeline: product.yml"));
  });

  test("a failed step is shown on its SQL until the text changes, and nothing is saved for it", async () => {
    const uri = inWorkspace("ingestion/product.yml");
    const document = await open(uri);
    await edit(document, "                        *\n", "                        skuidd\n");
    const answer = await vscode.commands.executeCommand<Answer<RunResult>>("dps.previewPipeline");
    assert.ok(answer.data.workflows[0]?.jobs[0]?.steps[0]?.error);
    const failed = await diagnosticsOf(uri, (found) => found.some(isOfRun));
    assert.deepEqual(
      failed.filter(isOfRun).map(({ range }) => document.getText(range)),
      ["skuidd"],
    );
    assert.equal(document.isDirty, true);
    await edit(document, "skuidd", "skuid");
    await diagnosticsOf(uri, (found) => !found.some(isOfRun));
  });

  test("Preview Join measures a Lens relationship against the data", async () => {
    const uri = inWorkspace("lens/model/tables/transaction.yml");
    await open(uri);
    const answer = await vscode.commands.executeCommand<Answer<JoinResult>>("dps.previewJoin", {
      uri: uri.toString(),
      target: "transaction.channel",
    });
    const [join] = answer.data.joins;
    assert.equal(join?.declared, "N:1");
    assert.equal(join.observed, "N:M");
    assert.equal(join.verdict, "mismatch");
    await until(() => webviewTitles().includes("Joins: transaction.channel"));
  });

  test("Run Quality Checks finds what is planted in the sample data", async () => {
    await open(inWorkspace("quality/customer.yml"));
    const answer = await vscode.commands.executeCommand<Answer<QualityResult>>("dps.runQualityChecks");
    const outcomes = new Map(answer.data.checks.map(({ name, outcome }) => [name, outcome]));
    assert.equal(outcomes.get("Gender is one of the agreed values"), "fail");
    assert.equal(outcomes.get("Most customers can be phoned"), "warn");
    assert.equal(outcomes.get("Customer ids are unique"), "pass");
    await until(() => webviewTitles().includes("Quality checks: customer.yml"));
  });

  test("tasks call dataos-ctl for the file at hand and for the whole folder in order, blanks and all", async function () {
    if (process.platform === "win32") this.skip();
    // The editor's own PATH may be that of a login shell.
    process.env.PATH = `${process.env.DPS_TEST_CTL_FOLDER ?? ""}${delimiter}${process.env.PATH ?? ""}`;
    const path = "depots/it's a hub; touch x.yml";
    const hub = "name: hub\nversion: v1\ntype: depot\ndepot:\n  type: POSTGRESQL\n";
    writeFileSync(join(workspace, path), hub);
    await open(inWorkspace(path));
    const tasks = await vscode.tasks.fetchTasks({ type: "dataos-ctl" });
    assert.deepEqual(
      tasks.map(({ name }) => name),
      [`Lint ${path}`, `Apply ${path}`, "Lint sales-360", "Apply sales-360"],
    );
    const [lintFile, , lintAll] = tasks;
    assert.ok(lintFile && lintAll);
    assert.deepEqual(await callsOf(lintFile), [`<resource><apply><-l><-f><${path}>`]);
    const calls = await callsOf(lintAll);
    const at = (file: string) => calls.findIndex((call) => call.includes(`<${file}>`));
    assert.ok(
      at("bundles/customer.yml") >= 0 && at("data-products/customer.yml") > at("bundles/customer.yml"),
    );
    assert.ok(calls[at("data-products/customer.yml")]?.startsWith("<product><apply><-l>"));
    rmSync(join(workspace, path));
  });

  test("Preview Data pages through what a workflow writes", async () => {
    const uri = inWorkspace("quality/customer.yml");
    const answer = await vscode.commands.executeCommand<Answer<DataResult>>("dps.previewData", {
      uri: uri.toString(),
      dataset: "dataos://lakehouse:sales_360/customer",
    });
    assert.equal(answer.data.error, undefined);
    assert.equal(answer.data.total, 400);
    assert.equal(answer.data.rows.length, 200);
    await until(() => webviewTitles().includes("Data: dataos://lakehouse:sales_360/customer"));
  });

  test("the command line is there for the extension's terminal, and for whoever installed it", async () => {
    await vscode.commands.executeCommand("dps.openTerminal");
    assert.ok(vscode.window.terminals.some(({ name }) => name === "dps"));
    const dps = join(extension().extensionPath, "bin", process.platform === "win32" ? "dps.cmd" : "dps");
    const printed = execFileSync(dps, ["check", inWorkspace("depots").fsPath, "--format", "json"], {
      encoding: "utf8",
      env: { ...process.env, DPS_NODE: process.execPath },
      shell: process.platform === "win32",
    });
    assert.deepEqual((JSON.parse(printed) as CheckResult).problems, []);
  });

  test("the sample is there to be copied, with its data and without what makes it", async () => {
    const sample = vscode.Uri.joinPath(extension().extensionUri, "samples", "sales-360");
    const names = (await vscode.workspace.fs.readDirectory(sample)).map(([name]) => name);
    assert.ok(names.includes("sample-data"), names.join());
    assert.ok(!names.includes("generate.ts"), names.join());
  });

  test("a snippet scaffolds a manifest that nothing is wrong with", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content: "" });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("editor.action.insertSnippet", {
      langId: "yaml",
      name: "Workflow: super-DAG",
    });
    await until(() => document.getText().includes("concurrencyPolicy: Forbid"));
  });
});

/** What a task calls dataos-ctl with. */
async function callsOf(task: vscode.Task): Promise<string[]> {
  const log = process.env.DPS_TEST_CTL_LOG ?? "";
  writeFileSync(log, "");
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve();
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
  return readFileSync(log, "utf8").split("\n").filter(Boolean);
}

function isOfRun({ source }: vscode.Diagnostic): boolean {
  return source === "dps run";
}
