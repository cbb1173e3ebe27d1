import { join } from "node:path";
import { startProcess } from "./child.ts";
import type { EngineProcess, Limits } from "./child.ts";
import type { Engine, EngineOptions, Table } from "./engine.ts";
import type { Call } from "./messages.ts";

export interface EngineStart extends EngineOptions {
  /** Script of the process; by default the one that comes with this build. */
  readonly entry?: string;
}

/**
 * An engine in a process of its own. The process starts with the first call; when it has crashed, was killed or
 * did not honour an interruption, that call fails with an `EngineError` and the next one starts a new process.
 * Calls run one after the other.
 */
export function startEngine({ entry = defaultEntry, ...options }: EngineStart): Engine {
  let running: EngineProcess | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  function call(request: Call, limits: Limits = {}): Promise<Table> {
    return inTurn(async () => (await opened(limits)).ask(request, limits));
  }

  async function opened(limits: Limits): Promise<EngineProcess> {
    if (running?.alive) return running;
    // A process that is being killed holds the database until it has gone.
    await running?.end();
    const starting = startProcess(entry);
    try {
      await starting.ask({ method: "open", options }, { signal: limits.signal });
    } catch (error) {
      await starting.end();
      throw error;
    }
    return (running = starting);
  }

  return {
    execute: async (sql, signal) => void (await call({ method: "execute", sql }, { signal })),
    query: (sql, { limit, ...limits } = {}) => call({ method: "query", sql, limit }, limits),
    select: (sql, { limit, into, as, ...limits } = {}) =>
      call({ method: "select", sql, limit, into, as }, limits),
    close: () => inTurn(async () => running?.end()),
  };
}

/** Beside this bundle, or the source when it is run unbundled. */
const defaultEntry = import.meta.filename.endsWith(".ts")
  ? join(import.meta.dirname, "worker.ts")
  : join(import.meta.dirname, "engine.js");
