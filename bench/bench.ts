import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { Checker } from "../server/rules/checker.ts";
import { createInProcessSqlService } from "../server/sql/in-process.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";
import { generateWorkspace, largeManifest } from "./generated-workspace.ts";

/*
 * Measures what an author waits for, as ratios to a peer in the same run where there is one: this machine may be
 * slow and noisy, a ratio is not. Writes RESULTS.md.
 */
const sizes = [10, 100, 1000, 10_000];
const keystrokes = 200;

interface Row {
  readonly manifests: number;
  readonly coldMilliseconds: number;
  readonly yamlMilliseconds: number;
  readonly p50: number;
  readonly p95: number;
}

const rows: Row[] = [];
for (const size of sizes) rows.push(await measure(size));
const report = render(rows);
console.log(report);
writeFileSync(join(import.meta.dirname, "RESULTS.md"), report);

async function measure(size: number): Promise<Row> {
  const texts = generateWorkspace(size);
  const fs = new MemoryFileSystem(Object.fromEntries([...texts].map(([path, text]) => [`/w/${path}`, text])));
  // Both once unmeasured, so that neither is charged for compilation.
  parseAll(texts);
  await Workspace.open("/w", fs);
  const yamlMilliseconds = median(times(5, () => parseAll(texts)));
  const coldMilliseconds = median(await timesAsync(5, () => Workspace.open("/w", fs)));
  return { manifests: texts.size - 1, coldMilliseconds, yamlMilliseconds, ...(await measureKeystrokes(fs)) };
}

/** Typing in a file of 700 lines: from the changed text to the problems of that file and of all it touches. */
async function measureKeystrokes(fs: MemoryFileSystem): Promise<{ p50: number; p95: number }> {
  const workspace = await Workspace.open("/w", fs);
  const checker = new Checker(workspace, createInProcessSqlService());
  for (const file of workspace.ownFiles) await checker.check(file);
  const file = "d0/large.yml";
  const text = largeManifest();
  const at = text.indexOf("customer_id", text.length / 2);
  workspace.update(file, text);
  const durations: number[] = [];
  for (let i = 0; i < keystrokes; i++) {
    const typed = `${text.slice(0, at)}${"x".repeat(1 + (i % 7))}${text.slice(at)}`;
    const begin = performance.now();
    const change = workspace.update(file, typed, { start: at, end: at + 1 });
    checker.checkText(file, typed);
    for (const affected of workspace.affectedBy(change)) if (affected !== file) await checker.check(affected);
    durations.push(performance.now() - begin);
  }
  const sorted = durations.slice(keystrokes / 4).toSorted((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

function parseAll(texts: ReadonlyMap<string, string>): void {
  for (const text of texts.values()) {
    parseAllDocuments(text, {
      keepSourceTokens: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
  }
}

function render(measured: readonly Row[]): string {
  const smallest = measured[0];
  const table = measured.map(({ manifests, coldMilliseconds, yamlMilliseconds, p50, p95 }) =>
    [
      manifests.toLocaleString("en-US"),
      coldMilliseconds.toFixed(0),
      yamlMilliseconds.toFixed(0),
      (coldMilliseconds / yamlMilliseconds).toFixed(2),
      p50.toFixed(1),
      p95.toFixed(1),
      (p50 / (smallest?.p50 ?? p50)).toFixed(2),
    ].join(" | "),
  );
  return `# Results

Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}. Times are milliseconds; ratios are what counts.

Cold index: reading and indexing a workspace, against the \`yaml\` package parsing the same texts (budget: 1.5).
Keystroke: from the changed text of a 700-line file to all problems that follow, without SQL (budget: p95 of 20 ms; p50 at
10,000 manifests at most 1.2 times that at 10).

| manifests | cold index | yaml alone | ratio | keystroke p50 | p95 | p50 against the smallest |
| --- | --- | --- | --- | --- | --- | --- |
${table.map((row) => `| ${row} |`).join("\n")}
`;
}

function times(n: number, work: () => void): number[] {
  return Array.from({ length: n }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
}

async function timesAsync(n: number, work: () => Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  for (let i = 0; i < n; i++) {
    const begin = performance.now();
    await work();
    durations.push(performance.now() - begin);
  }
  return durations;
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
