import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { dps, folderWith } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import { startEngine } from "../engine/client.ts";
import { version } from "../version.ts";

const commands = ["check", "run", "join", "quality", "profile", "lsp"];

test.each([[], ["--help"], ["-h"], ["help"], ["check", "--help"], ["run", "-h"]])(
  "dps %s %s tells how it is used",
  async (...parameters) => {
    const { status, stdout, stderr } = await dps(folderWith({}), ...parameters);
    expect(status).toBe(0);
    for (const command of commands) expect(stdout).toContain(`dps ${command}`);
    expect(stderr).toBe("");
  },
);

test("dps --version", async () => {
  expect(await dps(folderWith({}), "--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

describe("what can't be done is told in one line, and nothing else", () => {
  test.each([
    [["chekc"], 'There is no command "chekc"; see dps --help.'],
    [["toString"], 'There is no command "toString"; see dps --help.'],
    [["check", "--fromat", "json"], "--fromat"],
    [["check", "--format"], "--format"],
    [["check", "--format", "xml"], '--format takes text, json, sarif, github, junit, not "xml".'],
    [["check", "--fail-on", "never"], '--fail-on takes error, warning, hint, not "never".'],
    [["check", "nowhere"], 'There is no file or folder "nowhere".'],
    [["check", "depots", "nowhere"], 'There is no file or folder "nowhere".'],
    [["check", "depots/crm.yml/inner"], 'There is no file or folder "depots/crm.yml/inner".'],
    [["check", "/dev/null"], '"/dev/null" is neither a file nor a folder.'],
    [["run"], "dps run needs a PATH: a folder or a file."],
    [["run", "depots", "flows"], "dps run takes one PATH, and got 2."],
    [["run", ".", "--format", "junit"], '--format takes text, json, html, not "junit".'],
    [["run", ".", "--workflow", "wf-none"], 'There is no workflow "wf-none" here.'],
    [["run", "depots", "--workflow", "wf-spending"], 'There is no workflow "wf-spending" here.'],
    [["join"], "dps join needs a PATH: a folder or a file."],
    [["join", "nowhere#located"], 'There is no file or folder "nowhere".'],
    [["join", "flows#none"], 'There is no step or relationship "none" here.'],
    [["join", "flows#other/located"], 'There is no step or relationship "other/located" here.'],
    [["join", "flows#a.b"], 'There is no step or relationship "a.b" here.'],
    [["quality"], "dps quality needs a PATH: a folder or a file."],
    [["quality", ".", "--fail-on", "error"], '--fail-on takes fail, warn, not "error".'],
    [
      ["quality", ".", "--dataset", "by_city"],
      '"by_city" names no dataset; write dataos://DEPOT:COLLECTION/DATASET.',
    ],
    [["quality", ".", "--dataset", "lake:sales/none"], "There is no check of lake:sales/none here."],
    [["profile"], "dps profile needs a PATH: a folder or a file."],
    [
      ["profile", ".", "--dataset", "dataos://lake"],
      '"dataos://lake" names no dataset; write dataos://DEPOT:COLLECTION/DATASET.',
    ],
    [["lsp"], "dps lsp speaks over standard input and output only: dps lsp --stdio"],
  ])("dps %j", async (parameters, message) => {
    const { status, stdout, stderr } = await dps(folderWith(shop), ...parameters);
    expect(stderr).toMatch(/^dps: [^\n]+\n$/);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  // Root may read everything, and Windows knows no such modes.
  test.skipIf(!process.getuid?.())("a folder that may not be read", async () => {
    const folder = folderWith({ "closed/crm.yml": shop["depots/crm.yml"] });
    execFileSync("chmod", ["000", join(folder, "closed")]);
    expect(await dps(folder, "check", "closed")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("permission denied"),
    });
    execFileSync("chmod", ["700", join(folder, "closed")]);
  });

  test.each([
    ["run", "."],
    ["join", "."],
    ["quality", "."],
    ["profile", "."],
  ])("dps %s %s where the local lakehouse can't be", async (...parameters) => {
    const { status, stdout, stderr } = await dps(folderWith({ ...shop, ".dps": "a file" }), ...parameters);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^dps: [^\n]*\.dps[^\n]*\n$/);
  });

  test.each([
    ["run", "."],
    ["join", "."],
    ["quality", "."],
    ["profile", "."],
  ])("dps %s %s while another process has the local lakehouse", async (...parameters) => {
    const folder = folderWith({ ...shop, ".dps/.gitignore": "*" });
    const engine = startEngine({
      database: join(folder, ".dps/lakehouse.duckdb"),
      temporaryFolder: join(folder, ".dps/spill"),
      folders: [],
      memoryLimit: "200MB",
    });
    try {
      await engine.query("SELECT 1");
      const { status, stdout, stderr } = await dps(folder, ...parameters);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^dps: [^\n]*lakehouse\.duckdb is in use by another process[^\n]*\n$/);
    } finally {
      await engine.close();
    }
  });
});

describe("programs of their own", () => {
  const root = dirname(dirname(import.meta.dirname));
  const bundle = join(root, "dist/cli.js");

  test.skipIf(!existsSync(bundle))("the built command line checks a folder", () => {
    const folder = folderWith(shop);
    const stdout = execFileSync(process.execPath, [bundle, "check", folder, "--format", "json"], {
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, manifests: 4, problems: [] });
  });

  test("dps lsp --stdio is the language server, and ends with it", async () => {
    const server = spawn(process.execPath, [join(root, "server/cli/main.ts"), "lsp", "--stdio"]);
    const exited = new Promise((resolve) => server.once("exit", resolve));
    const answers = collect(server.stdout);
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    send({ id: 2, method: "shutdown" });
    send({ method: "exit" });
    expect(await exited).toBe(0);
    expect(await answers).toContain('"name":"Data Product Studio"');
  });
});

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
