import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as vscode from "vscode";
import { codeOf, diagnosticsOf, extension, open, restoreAll, webviewTitles } from "./editor.ts";

const workspace = process.env.DPS_TEST_WORKSPACE ?? "";

suite("A folder that nobody trusts", () => {
  teardown(restoreAll);

  test("is not trusted", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  test("the extension activates at once", async function () {
    assert.equal(extension().isActive, false, "nothing has activated it yet");
    const begin = performance.now();
    await extension().activate();
    const milliseconds = performance.now() - begin;
    assert.ok(this.test);
    this.test.title = `the extension activates, its code loaded, in ${milliseconds.toFixed(0)} ms`;
  });

  test("a YAML file of somebody else's starts nothing", async () => {
    const server = await extension().activate();
    await open(
      file("compose.yml", "services:\n  web:\n    image: nginx\nnetworks:\n  inside:\n    external: true\n"),
    );
    assert.equal(server.isStarted, false);
  });

  test("a manifest is checked", async () => {
    const uri = file("warehouse.yml", "name: warehouse\nversion: v1\ntype: depot\ndepot:\n  type: POSTGRS\n");
    await open(uri);
    const found = await diagnosticsOf(uri, (all) => all.length > 0);
    assert.ok(found.some(({ code }) => codeOf(code) === "unknown-value"));
  });

  test("dataos-ctl is not called, though it is there", async () => {
    process.env.PATH = `${process.env.DPS_TEST_CTL_FOLDER ?? ""}${delimiter}${process.env.PATH ?? ""}`;
    const uri = file("hub.yml", "name: hub\nversion: v1\ntype: depot\ndepot:\n  type: POSTGRESQL\n");
    assert.equal(await vscode.commands.executeCommand("dps.lintWithDataosCtl", uri), undefined);
    assert.equal(existsSync(process.env.DPS_TEST_CTL_LOG ?? ""), false);
  });

  test("nothing is run", async () => {
    await open(
      file(
        "workflow.yml",
        `name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: raw
                dataset: dataos://raw:sales/orders
            outputs:
              - name: final
                dataset: dataos://lakehouse:sales/orders
            steps:
              - sequence:
                  - name: final
                    sql: SELECT * FROM raw
`,
      ),
    );
    assert.equal(await vscode.commands.executeCommand("dps.previewPipeline"), undefined);
    assert.deepEqual(webviewTitles(), []);
  });
});

/** A new file in the folder. */
function file(name: string, text: string): vscode.Uri {
  const path = join(workspace, name);
  writeFileSync(path, text);
  return vscode.Uri.file(path);
}
