import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { giveUp } from "./tasks.ts";
import type { Answer, Task, TaskMessage, WorkerMessage } from "./tasks.ts";

export interface ParserProcessOptions {
  /** What to fork: `dist/sql.js`, or `worker.ts` where TypeScript runs natively. */
  readonly entry: string;
  /** A task that takes longer costs the process its life. */
  readonly timeoutMilliseconds: number;
  /** Above this the process is replaced as soon as it is idle. */
  readonly residentBytesLimit: number;
}

/** The parser process as seen by its client: tasks are queued, and the process comes and goes as needed. */
export interface ParserProcess {
  perform(task: Task): Performance;
  /** Process id while there is one. */
  readonly pid: number | undefined;
  dispose(): Promise<void>;
}

export interface Performance {
  readonly outcome: Promise<Outcome>;
  /** Nobody waits for the answer any more: the task is dropped, unless it is being performed already. */
  cancel(): void;
}

export interface Outcome {
  readonly answer: Answer;
  /** False for an answer that says nothing about the text: a time-out, a crash. */
  readonly lasting: boolean;
}

interface Job {
  readonly id: number;
  readonly task: Task;
  readonly resolve: (outcome: Outcome) => void;
  attempts: number;
}

/** Loading the parser is not the fault of the first text. */
const startMilliseconds = 60_000;

/** Starts nothing until the first task; one task is with the process at a time, so that its time can be limited. */
export function createParserProcess(options: ParserProcessOptions): ParserProcess {
  const queue: Job[] = [];
  let running: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let ready = false;
  let nextId = 1;
  let disposed = false;

  function pump(): void {
    if (running || disposed) return;
    running = queue.shift();
    if (!running) return idle();
    running.attempts++;
    child ??= start();
    child.ref();
    child.channel?.ref();
    limit(ready ? options.timeoutMilliseconds : startMilliseconds);
    child.send({ id: running.id, task: running.task } satisfies TaskMessage, () => {
      // A message that could not be sent: the process is gone, and its exit is handled.
    });
  }

  function limit(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => end("It took too long to read this SQL."), milliseconds);
  }

  function start(): ChildProcess {
    ready = false;
    const started = fork(options.entry, [], { execArgv: [], stdio: ["ignore", "ignore", "ignore", "ipc"] });
    started.on("message", (message) => receive(started, message as WorkerMessage));
    started.once("error", () => lose(started));
    started.once("exit", () => lose(started));
    return started;
  }

  function receive(from: ChildProcess, message: WorkerMessage): void {
    if (from !== child) return;
    if ("ready" in message) {
      ready = true;
      if (running) limit(options.timeoutMilliseconds);
      return;
    }
    if (running?.id !== message.id) return;
    finish({ answer: message.answer, lasting: true });
    if (message.residentBytes > options.residentBytesLimit && !running) stop();
  }

  /** The process ended by itself or was killed from outside: the task gets one more chance. */
  function lose(lost: ChildProcess): void {
    if (lost !== child) return;
    child = undefined;
    if (!running) return;
    if (running.attempts < 2 && !disposed) {
      queue.unshift(running);
      clearTimeout(timer);
      running = undefined;
      return pump();
    }
    finish({ answer: giveUp(running.task, "The SQL parser stopped working on this SQL."), lasting: false });
  }

  function end(reason: string): void {
    stop();
    if (running) finish({ answer: giveUp(running.task, reason), lasting: false });
  }

  function finish(outcome: Outcome): void {
    clearTimeout(timer);
    const job = running;
    running = undefined;
    job?.resolve(outcome);
    pump();
  }

  function drop(id: number): void {
    const position = queue.findIndex((job) => job.id === id);
    const [job] = position < 0 ? [] : queue.splice(position, 1);
    job?.resolve({ answer: giveUp(job.task, "Nobody waited for this answer."), lasting: false });
  }

  /** An idle process keeps nobody's event loop alive. */
  function idle(): void {
    child?.unref();
    child?.channel?.unref();
  }

  function stop(): void {
    const stopped = child;
    child = undefined;
    stopped?.kill("SIGKILL");
  }

  return {
    perform(task) {
      const id = nextId++;
      if (disposed) return { outcome: Promise.resolve(closed(task)), cancel: () => undefined };
      const outcome = new Promise<Outcome>((resolve) => queue.push({ id, task, resolve, attempts: 0 }));
      pump();
      return { outcome, cancel: () => drop(id) };
    },
    get pid() {
      return child?.pid;
    },
    async dispose() {
      disposed = true;
      clearTimeout(timer);
      const exiting = child;
      exiting?.ref();
      const exited = exiting && new Promise((resolve) => exiting.once("exit", resolve));
      stop();
      for (const job of [...(running ? [running] : []), ...queue.splice(0)]) {
        job.resolve(closed(job.task));
      }
      running = undefined;
      await exited;
    },
  };
}

function closed(task: Task): Outcome {
  return { answer: giveUp(task, "The SQL parser was closed."), lasting: false };
}
