import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../run/project.ts";
import { openSession, type Session } from "../run/session.ts";
import type { SqlService } from "../sql/sql.ts";
import { makeTemporaryFolder, removeAbandonedFolders } from "./temporary-folders.ts";

/**
 * One session a workspace, in which one command runs at a time: a session's lakehouse is meant for one. Its folder
 * is never the `.dps` of the command line, because only one process can have a lakehouse open.
 */
export class Sessions {
  readonly #sql: SqlService;
  readonly #storage: string | undefined;
  readonly #lanes = new Map<string, Lane>();
  readonly #closing = new AbortController();

  /** @param storage folder that outlives the server; without it all data is gone when a session is closed */
  constructor(sql: SqlService, storage: string | undefined) {
    this.#sql = sql;
    this.#storage = storage;
    if (storage === undefined) void removeAbandonedFolders();
  }

  /**
   * Runs a command, once those before it are done. Rejects with the signal's reason when it is cancelled, or the
   * sessions are closed meanwhile.
   * @param root of the workspace
   * @param project gives the workspace as it is by then
   */
  run<Result>(
    root: string,
    project: () => Promise<Project>,
    signal: AbortSignal,
    command: (session: Session, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    return this.#inTurn(root, async (lane) => {
      either.throwIfAborted();
      const current = await project();
      lane.opened ??= await this.#open(current);
      const result = await command({ ...lane.opened.session, project: current }, either);
      either.throwIfAborted();
      return result;
    });
  }

  /** Ends the session when what runs in it is done; the next command opens a new one. */
  close(root: string): Promise<void> {
    return this.#inTurn(root, async (lane) => {
      const { opened } = lane;
      lane.opened = undefined;
      await opened?.session.close();
      if (opened?.temporaryFolder) await rm(opened.temporaryFolder, { recursive: true, force: true });
    });
  }

  /** Ends everything; what is running is cancelled. */
  async closeAll(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#lanes.keys()].map((root) => this.close(root)));
  }

  #inTurn<Result>(root: string, work: (lane: Lane) => Promise<Result>): Promise<Result> {
    const lane = this.#lanes.get(root) ?? { turn: Promise.resolve() };
    this.#lanes.set(root, lane);
    const result = lane.turn.then(() => work(lane));
    lane.turn = result.catch(() => undefined);
    return result;
  }

  async #open(project: Project): Promise<OpenedSession> {
    const temporaryFolder = this.#storage === undefined ? await makeTemporaryFolder() : undefined;
    const storage = temporaryFolder ?? storageOf(this.#storage ?? "", project.root);
    return { session: await openSession({ project, sql: this.#sql, storage }), temporaryFolder };
  }
}

interface Lane {
  turn: Promise<unknown>;
  opened?: OpenedSession | undefined;
}

interface OpenedSession {
  readonly session: Session;
  readonly temporaryFolder: string | undefined;
}

/** A folder a workspace, so that the files of two of them never meet. */
export function storageOf(storage: string, root: string): string {
  return join(storage, createHash("sha256").update(root).digest("hex").slice(0, 16));
}
