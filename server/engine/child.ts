import { fork } from "node:child_process";
import { EngineError } from "./engine.ts";
import type { EngineErrorKind, Table } from "./engine.ts";
import type { Call, Response } from "./messages.ts";

/** A running engine process, which answers one request at a time. */
export interface EngineProcess {
  /** False when the process has ended, or holds a broken database and is about to. */
  readonly alive: boolean;
  ask(call: Call, limits: Limits): Promise<Table>;
  /** Ends the process and waits until it has gone. */
  end(): Promise<void>;
}

export interface Limits {
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** How long an interrupted request may go on before its process is killed. */
const graceMilliseconds = 2_000;

/** Starts the process; that it can't be started is an `EngineError` of the first request. */
export function startProcess(entry: string): EngineProcess {
  // Nothing may reach the streams of a language server, and no flag of the parent (such as a debugger's) is meant for it.
  const child = fork(entry, [], { stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] });
  let alive = true;
  let lastId = 0;
  let pending: { id: number; resolve(table: Table): void; reject(error: EngineError): void } | undefined;
  const gone = new Promise<void>((resolve) => {
    const onEnd = (code: number | null, signal: NodeJS.Signals | null): void => {
      alive = false;
      pending?.reject(new EngineError("crashed", crashMessage(signal ?? code)));
      resolve();
    };
    child.once("exit", onEnd);
    child.once("error", () => onEnd(null, null));
  });

  child.on("message", (response: Response) => {
    if (response.id !== pending?.id) return;
    if ("table" in response) return pending.resolve(response.table);
    const { kind, message, offset, column } = response.error;
    if (kind === "crashed") kill();
    pending.reject(new EngineError(kind, message, offset, column));
  });

  function kill(): void {
    alive = false;
    child.kill("SIGKILL");
  }

  async function ask(call: Call, { signal, timeoutMilliseconds }: Limits): Promise<Table> {
    if (signal?.aborted) throw stopped("cancelled", timeoutMilliseconds);
    let reason: "cancelled" | "timeout" | undefined;
    const timers: NodeJS.Timeout[] = [];
    const stop = (why: "cancelled" | "timeout"): void => {
      if (reason) return;
      reason = why;
      child.send({ method: "interrupt" }, () => undefined);
      timers.push(setTimeout(kill, graceMilliseconds));
    };
    const onAbort = (): void => stop("cancelled");
    signal?.addEventListener("abort", onAbort, { once: true });
    if (timeoutMilliseconds !== undefined)
      timers.push(setTimeout(() => stop("timeout"), timeoutMilliseconds));
    try {
      return await new Promise<Table>((resolve, reject) => {
        pending = { id: ++lastId, resolve, reject };
        // When the process has gone meanwhile, its end is what the caller hears about.
        child.send({ ...call, id: lastId }, (error) => {
          if (error && !alive)
            reject(new EngineError("crashed", crashMessage(child.signalCode ?? child.exitCode)));
        });
      });
    } catch (error) {
      if (reason && error instanceof EngineError && stoppedKinds.has(error.kind)) {
        throw stopped(reason, timeoutMilliseconds);
      }
      throw error;
    } finally {
      pending = undefined;
      timers.forEach(clearTimeout);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  return {
    get alive() {
      return alive;
    },
    ask,
    end: async () => {
      if (!alive) return gone;
      child.disconnect();
      const timer = setTimeout(kill, graceMilliseconds);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** How a request ends that was interrupted, or whose process was killed because it did not stop. */
const stoppedKinds: ReadonlySet<EngineErrorKind> = new Set(["cancelled", "crashed"]);

function stopped(reason: "cancelled" | "timeout", milliseconds: number | undefined): EngineError {
  if (reason === "cancelled") return new EngineError("cancelled", "The query was cancelled.");
  return new EngineError(
    "timeout",
    `The query was stopped after ${(milliseconds ?? 0) / 1000} s, its time limit.`,
  );
}

function crashMessage(how: NodeJS.Signals | number | null): string {
  const ending = how === null ? "" : ` (${how})`;
  return `The query engine ended unexpectedly${ending}, perhaps for want of memory; the next query starts a new one.`;
}
