import { openDuckDb } from "./duckdb.ts";
import type { DuckDb } from "./duckdb.ts";
import { EngineError } from "./engine.ts";
import type { Table } from "./engine.ts";
import { emptyTable } from "./messages.ts";
import type { Interrupt, Request, Response } from "./messages.ts";

/** The process of the engine: answers its parent's requests and ends with it. */
let database: DuckDb | undefined;
let interrupting: NodeJS.Timeout | undefined;

process.on("message", (message: Request | Interrupt) => {
  if (message.method === "interrupt") interrupt();
  else void answer(message);
});
process.on("disconnect", () => {
  database?.interrupt();
  database?.close();
  process.exit(0);
});

/** A request can be several statements, and an interruption between two of them would be lost: insist. */
function interrupt(): void {
  database?.interrupt();
  interrupting ??= setInterval(() => database?.interrupt(), 10);
}

async function answer(request: Request): Promise<void> {
  try {
    send({ id: request.id, table: await perform(request) });
  } catch (error) {
    const { kind, message, offset, column } =
      error instanceof EngineError
        ? error
        : new EngineError("crashed", `The query engine failed: ${String(error)}`);
    send({ id: request.id, error: { kind, message, offset, column } });
  } finally {
    clearInterval(interrupting);
    interrupting = undefined;
  }
}

async function perform(request: Request): Promise<Table> {
  if (request.method === "open") {
    database = await openDuckDb(request.options);
    return emptyTable;
  }
  if (!database) throw new EngineError("crashed", "The query engine has no database open.");
  switch (request.method) {
    case "execute":
      await database.execute(request.sql);
      return emptyTable;
    case "query":
      return database.query(request.sql, request.limit);
    case "select":
      return database.select(request.sql, request);
  }
}

function send(response: Response): void {
  process.send?.(response);
}
