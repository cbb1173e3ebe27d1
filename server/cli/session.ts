import { projectOf } from "../features/project.ts";
import { openSession, type Session } from "../run/session.ts";
import { createSqlService } from "../sql/service.ts";
import type { Target } from "./target.ts";

/** Opens what a command on data works with, and closes it whatever happens. */
export async function withSession<Result>(
  { workspace }: Target,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const sql = createSqlService();
  try {
    const session = await openSession({ project: projectOf(workspace), sql });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  } finally {
    await sql.dispose();
  }
}
