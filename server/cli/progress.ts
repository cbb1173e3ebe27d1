import type { RunEvent } from "../run/jobs.ts";
import { progressLine, type Terminal } from "./terminal.ts";

/** Shows on a terminal which job is running; silent elsewhere. The line is gone once the last job has ended. */
export function reportProgress(terminal: Terminal): (event: RunEvent) => void {
  const show = progressLine(terminal);
  return (event) => {
    if (event.type === "job-started") show(`${event.workflow} › ${event.job} …`);
    if (event.type === "step") show(`${event.workflow} › ${event.job} › ${event.step.name}`);
    if (event.type === "job-finished") show();
  };
}
