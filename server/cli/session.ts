import { projectOf } from "../features/project.ts";
import { openSession, type Session } from "../run/session.ts";
import { createSqlService } from "../sql/service.ts";
import type { Target } from "./target.ts";

/**
 * Opens what a command on data works with, and closes it whatever happens.
 * @throws EngineError when the engine can't start, or another process has the local lakehouse
 */
export async function withSession<Result>(
  { workspace }: Target,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const sql = createSqlService();
  try {
    const session = await openSession({ project: projectOf(workspace), sql });
    try {
      // That there is no engine or no lakehouse concerns the whole command, not the first job that asks for it.
      await session.engine.query("SELECT 1");
      return await work(session);
    } finally {
      await session.close();
    }
  } finally {
    await sql.dispose();
  }
}
