import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrationIn } from "../../features/migrate/in-workspace.ts";
import type { MigrateResult } from "../../run/results.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { oneOf, onePath } from "../options.ts";
import { renderMigrate } from "../render/migrate.ts";
import { openTarget, type Target } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { writeNewFiles } from "../write-files.ts";

/** `dps migrate`: manifests in an older layout as they are in the newer one. Writes only when asked to. */
export async function migrate(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      write: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
    },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const target = await openTarget(onePath("migrate", positionals), { terminal });
  const migrations = await migrationsOf(target);
  if (values.write) await write(target, migrations);
  const result: MigrateResult = {
    version: 1,
    written: values.write,
    migrations: migrations.map((each) => ({
      ...each,
      file: target.show(each.file),
      newFiles: each.newFiles.map(({ path, text }) => ({ path: target.show(path), text })),
    })),
  };
  terminal.stdout.write(
    `${format === "json" ? JSON.stringify(result, null, 2) : renderMigrate(result, terminal)}\n`,
  );
  return 0;
}

type Migrations = MigrateResult["migrations"];

async function migrationsOf({ workspace, files }: Target): Promise<Migrations> {
  const found: Migrations[number][] = [];
  for (const file of files) {
    const text = await workspace.text(file);
    const moved = text === undefined ? undefined : migrationIn(workspace, file, text);
    if (moved) found.push({ file, ...moved, text: moved.text ?? null });
  }
  return found;
}

async function write({ workspace: { root }, show }: Target, migrations: Migrations): Promise<void> {
  const texts = new Map<string, string>();
  for (const { file, text } of migrations) {
    if (text === null) continue;
    // What was read may have lost characters that no UTF-8 has.
    const bytes = await readFile(join(root, file));
    if (!Buffer.from(bytes.toString("utf8")).equals(bytes))
      throw new UsageError(`${show(file)} is not UTF-8, and nothing was written; convert it first.`);
    texts.set(file, text);
  }
  await writeNewFiles(
    root,
    migrations.flatMap(({ newFiles }) => newFiles),
  );
  for (const [file, text] of texts) await writeFile(join(root, file), text);
}
