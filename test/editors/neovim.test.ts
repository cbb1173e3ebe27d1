import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeFiles } from "../support/command-line.ts";
import { shop } from "../support/shop.ts";
import { codeBlocks } from "./code-blocks.ts";
import { installNeovim } from "./neovim.ts";

/*
 * The shop in Neovim, with the lines of docs/editors.md as its configuration: a client of the language server that
 * nobody here has written.
 */

const root = dirname(dirname(import.meta.dirname));
// The `dps` on the path is a shell script here.
const neovim = process.platform === "win32" ? undefined : installNeovim();

describe.skipIf(neovim === undefined)("in Neovim", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dps-neovim-")));
  let report: Readonly<Record<string, readonly string[] | string>>;

  beforeAll(() => {
    const [current = "", older = ""] = codeBlocks("lua");
    const isCurrent = neovim !== undefined && (neovim.major > 0 || neovim.minor >= 11);
    const config = join(folder, "config.lua");
    writeFileSync(config, isCurrent ? current : older);
    const programs = join(folder, "bin");
    mkdirSync(programs);
    const main = join(root, "server/cli/main.ts");
    writeFileSync(join(programs, "dps"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, {
      mode: 0o755,
    });
    const workspace = join(folder, "shop");
    writeFiles(workspace, {
      ...shop,
      "flows/spending.yml": shop["flows/spending.yml"].replace("FROM located", "FROM loacted"),
    });
    const reportPath = join(folder, "report.json");
    const { stderr, error } = spawnSync(
      "nvim",
      ["--headless", "--clean", "-c", `luafile ${join(import.meta.dirname, "neovim.lua")}`, "-c", "qall!"],
      {
        cwd: workspace,
        encoding: "utf8",
        timeout: 90_000,
        env: {
          ...process.env,
          PATH: `${programs}${delimiter}${process.env.PATH ?? ""}`,
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
          DPS_TEST_CONFIG: config,
          DPS_TEST_REPORT: reportPath,
        },
      },
    );
    if (error) throw error;
    try {
      report = JSON.parse(readFileSync(reportPath, "utf8"));
    } catch {
      throw new Error(`Neovim wrote no report: ${stderr}`);
    }
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("problems are shown", () => expect(report.problems).toEqual(["unknown-view"]));

  test("datasets are proposed in an address", () =>
    expect(report.proposals).toEqual(["dataos://crm:raw/customers", "dataos://crm:raw/orders"]));

  test("a depot leads to its manifest", () => expect(report.definition).toBe("depots/crm.yml"));

  test("a dataset is renamed wherever it is named", () =>
    expect(report.renamed).toEqual([
      "dataset: dataos://lake:sales/by_town?acl=rw",
      "- dataset: dataos://lake:sales/by_town",
    ]));
});
