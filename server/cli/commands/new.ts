import { readFile, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { projectOf } from "../../features/project.ts";
import { newDataProduct } from "../../features/scaffold/new-data-product.ts";
import { newManifest } from "../../features/scaffold/new-manifest.ts";
import { initialise } from "../../init/init.ts";
import { createSqlService } from "../../sql/service.ts";
import { builtinSchemas } from "../../schema/builtin.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { count } from "../render/table.ts";
import { openTarget } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { writeNewFiles } from "../write-files.ts";

/** `dps new`: a manifest, or the folder of a whole data product. Nothing that is there is overwritten. */
export async function newOne(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      set: { type: "string", multiple: true, default: [] },
      columns: { type: "string" },
      output: { type: "string", short: "o" },
    },
  });
  const [kind, name, ...more] = positionals;
  if (kind === undefined || name === undefined || more.length > 0)
    throw new UsageError("dps new takes a KIND and a NAME: dps new data-product customer.");
  const order = { name, output: values.output, terminal };
  if (kind === "data-product") {
    if (values.set.length > 0) throw new UsageError("--set is for a single manifest: dps new KIND NAME.");
    return newProduct({ ...order, columns: values.columns });
  }
  if (values.columns !== undefined) throw new UsageError("--columns is for dps new data-product NAME.");
  const made = newManifest({ kind, name, choices: settings(values.set) }, builtinSchemas);
  if ("refused" in made) throw new UsageError(made.refused);
  if (values.output === undefined) {
    terminal.stdout.write(made.text);
    return 0;
  }
  const path = resolve(terminal.cwd, values.output);
  await writeNewFiles(dirname(path), [{ path: basename(path), text: made.text }]);
  terminal.stdout.write(`Wrote ${values.output}.\n`);
  return 0;
}

interface ProductOrder {
  readonly name: string;
  readonly columns: string | undefined;
  readonly output: string | undefined;
  readonly terminal: Terminal;
}

async function newProduct({ name, columns, output = name, terminal }: ProductOrder): Promise<ExitStatus> {
  const csv = columns === undefined ? undefined : await readCsv(columns, terminal.cwd);
  const product = newDataProduct({ name, ...(csv !== undefined && { csv }) });
  if ("refused" in product) throw new UsageError(product.refused);
  await writeNewFiles(resolve(terminal.cwd, output), product.files);
  if (csv === undefined) await makeSample(output, terminal);
  const sample = csv === undefined ? "made-up sample data" : `the rows of ${columns ?? ""} as sample data`;
  const next = ["check", "run", "quality"].map((command) => `dps ${command} ${output}`).join(", ");
  terminal.stdout.write(
    `Wrote ${count(product.files.length, "file")} below ${output}, with ${sample}.\n\nNext: ${next}\n`,
  );
  return 0;
}

async function makeSample(folder: string, terminal: Terminal): Promise<void> {
  const { workspace } = await openTarget(folder, { terminal });
  const sql = createSqlService();
  try {
    await initialise(projectOf(workspace), sql);
  } finally {
    await sql.dispose();
  }
}

const maxCsv = 64 * 1024 * 1024;

async function readCsv(path: string, cwd: string): Promise<string> {
  const file = resolve(cwd, path);
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile()) throw new UsageError(`There is no file "${path}".`);
  if (stats.size > maxCsv) throw new UsageError(`"${path}" is larger than 64 MB; take a part of it.`);
  return readFile(file, "utf8");
}

function settings(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((each) => {
      const at = each.indexOf("=");
      if (at <= 0) throw new UsageError(`--set takes KEY=VALUE, not "${each}".`);
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
