import { parseArgs } from "node:util";
import { hasJoinTarget } from "../../features/join-target.ts";
import { manifestsIn, projectOf } from "../../features/project.ts";
import { measureJoins } from "../../run/join.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderJoins } from "../render/join.ts";
import { withSession } from "../session.ts";
import { openTarget } from "../target.ts";
import type { Terminal } from "../terminal.ts";

/** `dps join`: who matches whom, for the joins of steps and the relationships of Lens models. */
export async function join(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { format: { type: "string", default: "text" }, ...environmentOption },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [path = "", selector] = splitSelector(onePath("join", positionals));
  const target = await openTarget(path, { terminal, environment: values.environment });
  const { workspace, files } = target;
  const manifests = manifestsIn(projectOf(workspace), files);
  if (!hasJoinTarget(manifests, selector))
    throw new UsageError(`There is no step or relationship "${selector}" here.`);
  const measured = await withSession(target, (session) =>
    measureJoins(session, { files, selector, onProgress: reportProgress(terminal) }),
  );
  const result = {
    ...measured,
    joins: measured.joins.map((each) => ({ ...each, file: target.show(each.file) })),
  };
  terminal.stdout.write(
    `${format === "json" ? JSON.stringify(result, null, 2) : renderJoins(result, terminal)}\n`,
  );
  return result.joins.some(
    ({ verdict, error }) => error !== undefined || verdict === "mismatch" || verdict === "no-match",
  )
    ? 1
    : 0;
}

/** `PATH#SELECTOR`; the path itself may hold no `#`. */
function splitSelector(text: string): [string, string | undefined] {
  const at = text.indexOf("#");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
