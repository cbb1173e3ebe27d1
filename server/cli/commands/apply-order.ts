import { relative } from "node:path";
import { parseArgs } from "node:util";
import { orderToApply } from "../../features/apply-order.ts";
import { ctlCommands } from "../../features/ctl-commands.ts";
import { describeCycle } from "../../features/describe-cycle.ts";
import { projectOf } from "../../features/project.ts";
import type { ApplyOrder } from "../../run/results.ts";
import { slashed } from "../../workspace/file-system.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf } from "../options.ts";
import { renderApplyOrder, shellLine } from "../render/apply-order.ts";
import { openTargets, type Target } from "../target.ts";
import { note, type Terminal } from "../terminal.ts";

const formats = ["text", "json", "commands"] as const;

/** `dps apply-order`: in which order `dataos-ctl` can apply manifests. It applies nothing itself. */
export async function applyOrder(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      lint: { type: "boolean", default: false },
      ...environmentOption,
    },
  });
  const format = oneOf("format", values.format, formats);
  const [path = ".", ...more] = positionals;
  if (more.length > 0) throw new UsageError(`dps apply-order takes one PATH, and got ${positionals.length}.`);
  const [target] = await openTargets([path], { terminal, environment: values.environment });
  if (!target) return 0;
  const order = orderToApply(projectOf(target.workspace), target.files);
  if (format === "commands") {
    for (const line of await commandLines(target, order, values.lint, terminal))
      terminal.stdout.write(`${line}\n`);
  } else {
    const shown = withPaths(order, target.show);
    terminal.stdout.write(
      `${format === "json" ? JSON.stringify(shown, null, 2) : renderApplyOrder(shown, terminal)}\n`,
    );
  }
  for (const cycle of format === "json" ? [] : order.cycles)
    note(describeCycle(cycle, target.show), terminal);
  return order.cycles.length > 0 ? 1 : 0;
}

/** To be run in the current folder, one after the other. */
async function commandLines(
  { workspace }: Target,
  order: ApplyOrder,
  lint: boolean,
  { cwd }: Terminal,
): Promise<readonly string[]> {
  const commands = await ctlCommands(projectOf(workspace), order, {
    action: lint ? "lint" : "apply",
    show: (file) => slashed(relative(cwd, `${workspace.root}/${file}`)),
  });
  return commands.map(({ parameters }) => shellLine(["dataos-ctl", ...parameters]));
}

function withPaths(order: ApplyOrder, show: Target["show"]): ApplyOrder {
  return {
    ...order,
    layers: order.layers.map((layer) => layer.map((each) => ({ ...each, file: show(each.file) }))),
    cycles: order.cycles.map((cycle) => cycle.map((each) => ({ ...each, file: show(each.file) }))),
    included: order.included.map(({ file, by }) => ({ file: show(file), by: show(by) })),
  };
}
