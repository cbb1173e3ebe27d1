import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parseAllDocuments } from "yaml";
import { Checker } from "../server/rules/checker.ts";
import { createInProcessSqlService } from "../server/sql/in-process.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";
import { generateWorkspace, largeManifest } from "./generated-workspace.ts";
import { inTurns, quantile, threadMilliseconds } from "./timing.ts";

export interface Authoring {
  readonly manifests: number;
  /** Milliseconds to read and index them. */
  readonly index: number;
  /** Milliseconds that the `yaml` package alone takes for the same texts. */
  readonly yaml: number;
  /** Bytes of the heap that the index keeps. */
  readonly heap: number;
  /** Milliseconds from the changed text of a 700-line file to all problems that follow, without SQL. */
  readonly keystroke: { readonly p50: number; readonly p95: number };
}

const keystrokes = 200;

/** What an author of a workspace of `size` manifests waits for, in time of this thread. */
export async function measureAuthoring(size: number, rounds: number): Promise<Authoring> {
  const texts = generateWorkspace(size);
  const fs = new MemoryFileSystem(Object.fromEntries([...texts].map(([path, text]) => [`/w/${path}`, text])));
  const contestants = { yaml: () => parseAll(texts), index: () => Workspace.open("/w", fs) };
  // Code gets faster the more often it runs, so that small workspaces are read more often.
  const times = await inTurns(contestants, rounds * Math.ceil(1_000 / size), threadMilliseconds);
  const before = heapInUse();
  const workspace = await Workspace.open("/w", fs);
  const heap = heapInUse() - before;
  return { manifests: texts.size - 1, ...times, heap, keystroke: await measureKeystrokes(workspace) };
}

/** The peer, with the options that positions and half-written text ask of anybody. */
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

async function measureKeystrokes(workspace: Workspace): Promise<Authoring["keystroke"]> {
  const checker = new Checker(workspace, createInProcessSqlService());
  for (const file of workspace.ownFiles) await checker.check(file);
  const file = "d0/large.yml";
  const text = largeManifest();
  const at = text.indexOf("customer_id", text.length / 2);
  workspace.update(file, text);
  const durations: number[] = [];
  for (let i = 0; i < keystrokes; i++) {
    const typed = `${text.slice(0, at)}${"x".repeat(1 + (i % 7))}${text.slice(at)}`;
    const begin = threadMilliseconds();
    const change = workspace.update(file, typed, { start: at, end: at + 1 });
    checker.checkText(file, typed);
    for (const affected of workspace.affectedBy(change)) if (affected !== file) await checker.check(affected);
    durations.push(threadMilliseconds() - begin);
  }
  const warm = durations.slice(keystrokes / 4);
  return { p50: quantile(warm, 0.5), p95: quantile(warm, 0.95) };
}

function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  // What only weak references held goes in the second round.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
