import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { giveUp } from "./tasks.ts";
import type { Answer, AnswerMessage, Task, TaskMessage } from "./tasks.ts";

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
  /** `lasting` is false for an answer that says nothing about the text: a time-out, a crash. */
  perform(task: Task): Promise<{ readonly answer: Answer; readonly lasting: boolean }>;
  /** Process id while there is one. */
  readonly pid: number | undefined;
  dispose(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly task: Task;
  readonly resolve: (outcome: { readonly answer: Answer; readonly lasting: boolean }) => void;
  attempts: number;
}

/** Starts nothing until the first task; one task is with the process at a time, so that its time can be limited. */
export function createParserProcess(options: ParserProcessOptions): ParserProcess {
  const queue: Job[] = [];
  let running: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
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
    timer = setTimeout(() => end("It took too long to read this SQL."), options.timeoutMilliseconds);
    child.send({ id: running.id, task: running.task } satisfies TaskMessage, () => {
      // A message that could not be sent: the process is gone, and its exit is handled.
    });
  }

  function start(): ChildProcess {
    const started = fork(options.entry, [], { execArgv: [], stdio: ["ignore", "ignore", "ignore", "ipc"] });
    started.on("message", (message) => receive(started, message as AnswerMessage));
    started.once("error", () => lose(started));
    started.once("exit", () => lose(started));
    return started;
  }

  function receive(from: ChildProcess, { id, answer, residentBytes }: AnswerMessage): void {
    if (from !== child || running?.id !== id) return;
    finish({ answer, lasting: true });
    if (residentBytes > options.residentBytesLimit && !running) stop();
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

  function finish(outcome: { readonly answer: Answer; readonly lasting: boolean }): void {
    clearTimeout(timer);
    const job = running;
    running = undefined;
    job?.resolve(outcome);
    pump();
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
    perform: (task) =>
      new Promise((resolve) => {
        queue.push({ id: nextId++, task, resolve, attempts: 0 });
        pump();
      }),
    get pid() {
      return child?.pid;
    },
    async dispose() {
      disposed = true;
      clearTimeout(timer);
      const exiting = child;
      const exited = exiting && new Promise((resolve) => exiting.once("exit", resolve));
      stop();
      for (const job of [...(running ? [running] : []), ...queue.splice(0)]) {
        job.resolve({ answer: giveUp(job.task, "The SQL parser was closed."), lasting: false });
      }
      running = undefined;
      await exited;
    },
  };
}
