import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { createMemo } from "./memo.ts";
import { createParserProcess } from "./parser-process.ts";
import type { SqlAnalysis, SqlService, SqlTranslation } from "./sql.ts";
import type { Answer, Task } from "./tasks.ts";

export interface SqlServiceOptions {
  /** What to fork; by default `sql.js` beside the running bundle, else `worker.ts` beside this file. */
  readonly entry?: string;
  /** Per request, from when the process gets it. Default: 10 seconds. */
  readonly timeoutMilliseconds?: number;
  /** Above this the process is replaced when idle. Default: 200 MB. */
  readonly residentBytesLimit?: number;
  /** Answers kept in memory. Default: 5,000. */
  readonly memoEntries?: number;
  /** Folder in which answers outlive the process; by default none do. */
  readonly cacheFolder?: string;
}

export interface ForkingSqlService extends SqlService {
  /** Process id of the parser process while there is one. */
  readonly pid: number | undefined;
}

/**
 * The client of the parser process, which is forked on first use and replaced when it crashes, is too slow or has
 * grown too big. A request that is aborted rejects with the signal's reason; nothing else rejects.
 */
export function createSqlService(options: SqlServiceOptions = {}): ForkingSqlService {
  const entry = options.entry ?? defaultEntry();
  const memo = createMemo<Answer>({ entries: options.memoEntries ?? 5_000, folder: options.cacheFolder });
  const parserProcess = createParserProcess({
    entry,
    timeoutMilliseconds: options.timeoutMilliseconds ?? 10_000,
    residentBytesLimit: options.residentBytesLimit ?? 200 * 1024 * 1024,
  });
  const edition = editionOf(entry);
  const pending = new Map<string, Promise<Answer>>();

  async function answer(task: Task): Promise<Answer> {
    const key = keyOf(task, edition);
    const asked = pending.get(key);
    if (asked) return asked;
    const answering = remembered(key, task);
    pending.set(key, answering);
    return answering.finally(() => pending.delete(key));
  }

  async function remembered(key: string, task: Task): Promise<Answer> {
    const known = await memo.get(key);
    if (known) return known;
    const { answer: found, lasting } = await parserProcess.perform(task);
    await memo.set(key, found, lasting);
    return found;
  }

  return {
    analyse: (request, signal) =>
      abortable(signal, () => answer({ kind: "analyse", request })) as Promise<SqlAnalysis>,
    translate: (request, signal) =>
      abortable(signal, () => answer({ kind: "translate", request })) as Promise<SqlTranslation>,
    get pid() {
      return parserProcess.pid;
    },
    dispose: () => parserProcess.dispose(),
  };
}

/** Everything that an answer depends on. */
function keyOf({ kind, request }: Task, edition: string): string {
  const { text, dialect, form } = request;
  const relations =
    "relations" in request && request.relations ? Object.entries(request.relations).sort() : [];
  return JSON.stringify([edition, kind, dialect, form, text, relations]);
}

/** Tells builds of the parser process apart, so that the answers of an older one are not taken for its own. */
function editionOf(entry: string): string {
  const status = statSync(entry, { throwIfNoEntry: false });
  return status ? `${status.size}-${Math.trunc(status.mtimeMs)}` : "";
}

function defaultEntry(): string {
  // A CommonJS bundle has `__dirname` and an empty `import.meta`; a module has it the other way round.
  const folder = typeof __dirname === "string" ? __dirname : import.meta.dirname;
  const bundled = join(folder, "sql.js");
  return existsSync(bundled) ? bundled : join(folder, "worker.ts");
}

function abortable<T>(signal: AbortSignal | undefined, start: () => Promise<T>): Promise<T> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  const started = start();
  if (!signal) return started;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    started.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
