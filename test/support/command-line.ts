import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, expect } from "vitest";
import { runCommandLine } from "../../server/cli/command-line.ts";
import type { ExitStatus } from "../../server/cli/exit-status.ts";
import type { Range } from "../../server/run/results.ts";
import { Lines } from "../../server/text/lines.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dps-cli-")));
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

/** What the files of a folder hold, as digests by path; links are what they point to, and `.dps` is left out. */
export function contentsOf(folder: string, within = ""): Readonly<Record<string, string>> {
  const contents = readdirSync(join(folder, within), { withFileTypes: true }).map((entry) => {
    const file = join(within, entry.name);
    const path = join(folder, file);
    if (entry.isSymbolicLink()) return { [file]: `→ ${readlinkSync(path)}` };
    if (entry.isDirectory()) return file === ".dps" ? {} : contentsOf(folder, file);
    return { [file]: createHash("sha256").update(readFileSync(path)).digest("hex") };
  });
  return Object.assign({}, ...contents) as Readonly<Record<string, string>>;
}

/** Where a text stands in a file: its first place, or the first one right after another text. */
export function placeOf(folder: string, file: string, text: string, after = ""): Range {
  const bytes = readFileSync(join(folder, file));
  const content = bytes.toString(bytes[0] === 0xff ? "utf16le" : "utf8").replace(/^\ufeff/, "");
  const at = content.indexOf(after + text);
  expect(at, `"${after}${text}" in ${file}`).toBeGreaterThanOrEqual(0);
  const lines = new Lines(content);
  const start = at + after.length;
  return { start: lines.position(start), end: lines.position(start + text.length) };
}

/** What a command has written, and how it ended. */
export interface Ended {
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `dps PARAMETERS…` in a folder, within this process. */
export async function dps(folder: string, ...parameters: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [new Text(), new Text()];
  const status = await runCommandLine(parameters, { stdout, stderr, cwd: folder });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

/** The result of a command, which its published schema has found to be right. */
export async function resultOf<Result>(folder: string, ...parameters: readonly string[]): Promise<Result> {
  const { stdout, stderr, status } = await dps(folder, ...parameters, "--format", "json");
  expect(stderr, "stderr").toBe("");
  expect(status).toBeLessThan(2);
  const result: unknown = JSON.parse(stdout);
  expectResult(parameters[0] ?? "", result);
  return result as Result;
}

/** Validates a result of a command against `schemas/results/COMMAND.json`. */
export function expectResult(command: string, result: unknown): void {
  const path = join(dirname(dirname(import.meta.dirname)), "schemas/results", `${command}.json`);
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(path, "utf8")),
  );
  validate(result);
  expect(validate.errors ?? []).toEqual([]);
}

class Text extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
