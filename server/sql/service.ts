import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { createMemo } from "./memo.ts";
import { createParserProcess } from "./parser-process.ts";
import type { SqlOutline } from "./outline.ts";
import type { SqlAnalysis, SqlService, SqlToken, SqlTranslation } from "./sql.ts";
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
  const asked = new Map<string, Question>();

  async function answer(task: Task, signal: AbortSignal | undefined): Promise<Answer> {
    signal?.throwIfAborted();
    const key = keyOf(task, edition);
    const question = asked.get(key) ?? ask(key, task);
    question.waiting++;
    try {
      return await abortable(question.answer, signal);
    } finally {
      question.waiting--;
      if (question.waiting === 0) question.cancel();
    }
  }

  function ask(key: string, task: Task): Question {
    const abandoned = new AbortController();
    const question: Question = { waiting: 0, cancel, answer: found() };
    asked.set(key, question);
    return question;

    /** Whoever asks from now on asks anew. */
    function cancel(): void {
      forget();
      abandoned.abort();
    }

    function forget(): void {
      if (asked.get(key) === question) asked.delete(key);
    }

    async function found(): Promise<Answer> {
      try {
        const known = await memo.get(key);
        if (known) return known;
        const performing = parserProcess.perform(task);
        abandoned.signal.addEventListener("abort", performing.cancel, { once: true });
        if (abandoned.signal.aborted) performing.cancel();
        const { answer: fresh, lasting } = await performing.outcome;
        if (lasting || !abandoned.signal.aborted) memo.set(key, fresh, lasting);
        return fresh;
      } finally {
        forget();
      }
    }
  }

  return {
    analyse: (request, signal) => answer({ kind: "analyse", request }, signal) as Promise<SqlAnalysis>,
    translate: (request, signal) => answer({ kind: "translate", request }, signal) as Promise<SqlTranslation>,
    outline: (request, signal) => answer({ kind: "outline", request }, signal) as Promise<SqlOutline>,
    highlight: (request, signal) =>
      answer({ kind: "highlight", request }, signal) as Promise<readonly SqlToken[]>,
    get pid() {
      return parserProcess.pid;
    },
    async dispose() {
      await parserProcess.dispose();
      await memo.flush();
    },
  };
}

/** A task that is being answered, for everybody who asked for it in the meantime. */
interface Question {
  readonly answer: Promise<Answer>;
  readonly cancel: () => void;
  waiting: number;
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

function abortable<T>(started: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return started;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    started.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
