/**
 * The parser process: performs tasks one after another. WASM memory never shrinks and a call can't be
 * interrupted, so the client kills this process when it is too big or too slow.
 */
import "./light-compiler.ts";
import { loadParser } from "./parser.ts";
import { giveUp, perform } from "./tasks.ts";
import type { AnswerMessage, TaskMessage, WorkerMessage } from "./tasks.ts";

const parser = loadParser();
void parser.then(() => process.send?.({ ready: true } satisfies WorkerMessage));

process.on("message", (message) => {
  void answer(message as TaskMessage);
});
process.on("disconnect", () => process.exit(0));

async function answer({ id, task }: TaskMessage): Promise<void> {
  const loaded = await parser;
  const reply = (answered: AnswerMessage["answer"]) =>
    process.send?.({
      id,
      answer: answered,
      residentBytes: process.memoryUsage.rss(),
    } satisfies AnswerMessage);
  try {
    reply(perform(loaded, task));
  } catch (error) {
    // A bug of ours in one statement must not cost the others their answers.
    reply(giveUp(task, `This SQL could not be read: ${String(error)}.`));
  }
}
