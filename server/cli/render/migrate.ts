import type { MigrateResult } from "../../run/results.ts";
import { painter, type Terminal } from "../terminal.ts";
import { count } from "./table.ts";

/** What is moved, the new texts where they are not written yet, and what is left to do. */
export function renderMigrate({ written, migrations }: MigrateResult, terminal: Terminal): string {
  const paint = painter(terminal);
  if (migrations.length === 0) return "Nothing here is in an older layout that can be moved.";
  const sections = migrations.flatMap(({ file, title, text, newFiles, notes }) => {
    const files = [...(text === null ? [] : [{ path: file, text }]), ...newFiles];
    return [
      `${paint("underline", file)}  ${title}`,
      ...(written
        ? [files.map(({ path }) => `  wrote ${path}`).join("\n")]
        : files.map((each) => `${paint("bold", `--- ${each.path}`)}\n${each.text.trimEnd()}`)),
      ...(notes.length > 0 ? [notes.map((note) => paint("yellow", `  ${note}`)).join("\n")] : []),
    ];
  });
  const end = written
    ? `Moved ${count(migrations.length, "file")}.`
    : "Nothing was written. Add --write to write it.";
  return [...sections, end].join("\n\n");
}
