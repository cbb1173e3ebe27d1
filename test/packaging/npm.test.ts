import { execFileSync, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildForNpm } from "../../scripts/prepack.ts";
import type { CheckResult, RunResult } from "../../server/run/results.ts";
import { version } from "../../server/version.ts";
import { writeFiles } from "../support/command-line.ts";
import { sarifErrors } from "../support/report-schemas.ts";
import { shop } from "../support/shop.ts";
import { readCommand } from "../support/workflow-commands.ts";

/*
 * What `npm pack` makes is installed as a user does it, without a network, and used far from the repository: in a
 * terminal, and by the action.
 */

const root = dirname(dirname(import.meta.dirname));
const windows = process.platform === "win32";

let folder: string;
let tarball: string;
let packed: readonly string[];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dps npm ")));
  const source = join(folder, "source");
  mkdirSync(source);
  for (const file of ["package.json", "README.md", "LICENSE"]) cpSync(join(root, file), join(source, file));
  await buildForNpm(join(source, "dist"));
  const [pack] = JSON.parse(
    npm(source, "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
  ) as [{ filename: string; files: readonly { path: string }[] }];
  tarball = join(folder, pack.filename);
  packed = pack.files.map(({ path }) => path);
  install(tarball);
  rmSync(source, { recursive: true });
  writeFiles(join(folder, "my shop"), {
    ...shop,
    "depots/crm.yml": shop["depots/crm.yml"].replace("depot:\n", "depto:\n"),
  });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npm builds before it packs", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(scripts.prepack).toBe("node scripts/with-setup.mjs scripts/prepack.ts");
});

test("the package holds what dps needs, and nothing of the editor or the repository", () => {
  const pages = packed.filter((path) => /^dist\/(?:rules|schemas)\//.test(path));
  expect(pages).toEqual(
    expect.arrayContaining(["dist/rules/unresolved-reference.md", "dist/schemas/dataos.json"]),
  );
  const library =
    { win32: "duckdb.dll", darwin: "libduckdb.dylib" }[process.platform as string] ?? "libduckdb.so";
  expect(packed.filter((path) => !pages.includes(path)).toSorted()).toEqual(
    [
      "LICENSE",
      "README.md",
      "package.json",
      "dist/ThirdPartyNotices.txt",
      "dist/cli.js",
      "dist/duckdb.node",
      "dist/engine.js",
      `dist/${library}`,
      "dist/package.json",
      "dist/polyglot_sql.wasm",
      "dist/report.css",
      "dist/server.js",
      "dist/sql.js",
      "dist/webview.css",
      "dist/webview.js",
    ].toSorted(),
  );
});

describe("installed, dps", () => {
  test("tells its version", () => {
    expect(dps("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("checks", () => {
    const { status, stdout, stderr } = dps("check", "my shop", "--format", "json");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect((JSON.parse(stdout) as CheckResult).problems).toMatchObject([
      { file: "depots/crm.yml", rule: "unknown-key" },
    ]);
  });

  test("explains its rules in SARIF", () => {
    const { stdout } = dps("check", "my shop", "--format", "sarif");
    expect(sarifErrors(stdout)).toEqual([]);
    expect(stdout).toContain("# unknown-key");
  });

  test("runs workflows", () => {
    const { status, stdout, stderr } = dps("run", "my shop", "--format", "json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { workflows } = JSON.parse(stdout) as RunResult;
    expect(workflows.find(({ name }) => name === "wf-spending")).toMatchObject({
      status: "ok",
      jobs: [{ outputs: [{ dataset: "lake:sales/by_city", rows: 4 }] }],
    });
  });

  test("is a language server", () => {
    const message = JSON.stringify({ jsonrpc: "2.0", method: "exit" });
    const { status, stderr } = run("dps", ["lsp", "--stdio"], {
      input: `Content-Length: ${message.length}\r\n\r\n${message}`,
    });
    // An exit without a shutdown is none that was asked for, says the protocol.
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });
});

describe.skipIf(windows)("the action", () => {
  const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;

  test("installs a packed release", () => {
    rmSync(join(folder, "installed"), { recursive: true });
    const { status, stderr } = step("Install dps", { package: tarball });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(dps("--version").stdout).toBe(`${version}\n`);
  });

  test("annotates from the root of the repository, and fails where asked", () => {
    const { status, stdout } = step("Check the manifests", { paths: "my shop/depots\nmy shop/flows\n" });
    expect(status).toBe(1);
    expect(stdout.trimEnd().split("\n").map(readCommand)).toMatchObject([
      { command: "error", properties: { file: "my shop/depots/crm.yml", title: "unknown-key" } },
    ]);
  });

  test("passes where nothing is found, and writes SARIF where asked", () => {
    const ended = step("Check the manifests", { paths: "my shop/flows", sarif: "dps.sarif" });
    expect(ended).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(sarifErrors(readFileSync(join(folder, "dps.sarif"), "utf8"))).toEqual([]);
  });

  test("writes SARIF of what it fails for", () => {
    const { status } = step("Check the manifests", { sarif: "found.sarif" });
    expect(status).toBe(1);
    expect(readFileSync(join(folder, "found.sarif"), "utf8")).toContain("my%20shop/depots/crm.yml");
  });

  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: {
      readonly steps: readonly {
        readonly name?: string;
        readonly env?: Readonly<Record<string, string>>;
        readonly run?: string;
      }[];
    };
  }

  /** Runs a step of the action as GitHub does, with inputs in place of their defaults. */
  function step(name: string, inputs: Readonly<Record<string, string>>): SpawnSyncReturns<string> {
    const { env = {}, run: script = "" } = action.runs.steps.find((each) => each.name === name) ?? {};
    const values = Object.entries(env).map(([variable, value]) => [
      variable,
      value.replace(
        /\$\{\{ inputs\.([\w-]+) \}\}/g,
        (_all, input: string) => inputs[input] ?? action.inputs[input]?.default ?? "",
      ),
    ]);
    return run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      env: {
        ...(Object.fromEntries(values) as Record<string, string>),
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: folder,
        npm_config_prefix: join(folder, "installed"),
        npm_config_offline: "true",
      },
    });
  }
});

function npm(cwd: string, ...parameters: readonly string[]): string {
  return execFileSync("npm", [...parameters, "--no-update-notifier", "--no-audit", "--no-fund"], {
    cwd,
    encoding: "utf8",
    shell: windows,
  });
}

function install(file: string): void {
  npm(folder, "install", "--global", "--prefix", join(folder, "installed"), "--offline", file);
}

function dps(...parameters: readonly string[]): SpawnSyncReturns<string> {
  return run("dps", parameters);
}

/** Runs a program where the repository and its packages are out of reach. */
function run(
  program: string,
  parameters: readonly string[],
  { env = {}, input }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): SpawnSyncReturns<string> {
  const { NODE_PATH: _path, NODE_OPTIONS: _options, ...inherited } = process.env;
  const bin = windows ? join(folder, "installed") : join(folder, "installed", "bin");
  return spawnSync(program, parameters, {
    cwd: folder,
    encoding: "utf8",
    input,
    shell: windows,
    env: {
      ...inherited,
      ...env,
      NO_COLOR: "1",
      PATH: [bin, dirname(process.execPath), inherited.PATH].join(delimiter),
    },
  });
}
