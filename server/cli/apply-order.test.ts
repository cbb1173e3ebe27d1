import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { depot, flare } from "../../test/support/manifests.ts";
import type { ApplyOrder } from "../run/results.ts";
import { shellLine } from "./render/apply-order.ts";

const files = {
  "dps.config.yml": "",
  "sales flows/orders.yml": flare({
    name: "orders",
    input: "dataos://crm:raw/orders",
    output: "dataos://lake:sales/orders",
  }),
  "zone/crm.yml": depot("crm"),
  "zone/lake.yml": depot("lake"),
};

test("files are listed by layer", async () => {
  const folder = folderWith(files);
  expect(await resultOf<ApplyOrder>(folder, "apply-order")).toEqual({
    version: 1,
    layers: [
      [
        { file: "zone/crm.yml", kinds: ["depot"] },
        { file: "zone/lake.yml", kinds: ["depot"] },
      ],
      [{ file: "sales flows/orders.yml", kinds: ["workflow"] }],
    ],
    cycles: [],
    included: [],
  });
  expect(await dps(folder, "apply-order", "zone")).toEqual({
    status: 0,
    stdout: "1  crm.yml   depot\n   lake.yml  depot\n\n2 files in 1 step\n",
    stderr: "",
  });
});

test("files that need each other are said, and fail the command", async () => {
  const flow = (name: string, from: string) =>
    flare({ name, input: `dataos://lake:sales/${from}`, output: `dataos://lake:sales/${name}` });
  const folder = folderWith({ "dps.config.yml": "", "a.yml": flow("a", "b"), "b.yml": flow("b", "a") });
  const { status, stderr } = await dps(folder, "apply-order");
  expect(status).toBe(1);
  expect(stderr).toBe(
    "dps: No order is right: a.yml needs the dataset lake:sales/b of b.yml, b.yml needs the dataset lake:sales/a of a.yml.\n",
  );
});

test.skipIf(process.platform === "win32")("a shell runs the commands in order, blanks and all", async () => {
  const folder = folderWith({
    ...files,
    "bin/dataos-ctl": '#!/bin/sh\nprintf "<%s>" "$@"; echo\n',
  });
  chmodSync(join(folder, "bin/dataos-ctl"), 0o755);
  const { stdout } = await dps(folder, "apply-order", "--format", "commands", "--lint");
  const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH ?? ""}` };
  expect(execFileSync("sh", ["-ec", stdout], { cwd: folder, env, encoding: "utf8" }).split("\n")).toEqual([
    "<resource><apply><-l><-f><zone/crm.yml>",
    "<resource><apply><-l><-f><zone/lake.yml>",
    "<resource><apply><-l><-f><sales flows/orders.yml>",
    "",
  ]);
});

test
  .skipIf(process.platform === "win32")
  .each(["it's", "$(touch x)", "a;b", "`x`", '"', "-n", "é", "a\nb", "~", "*"])(
  "a shell reads %j as it is",
  (word) => {
    expect(
      execFileSync("sh", ["-c", shellLine(["printf", "%s", "--", word])], { encoding: "utf8" }),
    ).toContain(word);
  },
);
