import type { InitDataset, InitResult } from "../../run/results.ts";
import { painter, type Paint, type Terminal } from "../terminal.ts";
import { count } from "./table.ts";

/** What was set up, what could not be, and what to do next. */
export function renderInit(
  { dryRun, config, datasets }: InitResult,
  path: string,
  terminal: Terminal,
): string {
  const paint = painter(terminal);
  const created = datasets.filter(({ status }) => status === "created");
  const sections = [
    renderConfig(config, dryRun, paint),
    datasets.length === 0
      ? "Nothing reads a dataset here, so there is no sample data to make."
      : [
          `${dryRun ? "Sample data that would be written" : "Sample data"}: ${count(created.length, "dataset")}`,
          ...datasets.map((dataset) => renderDataset(dataset, paint)),
        ].join("\n"),
    dryRun
      ? "Nothing was written. Leave out --dry-run to write."
      : `Next: ${["check", "run", "quality"].map((command) => paint("bold", `dps ${command} ${path}`)).join(", ")}`,
  ];
  return sections.join("\n\n");
}

function renderConfig(
  { file, status, external, leftOut }: InitResult["config"],
  dryRun: boolean,
  paint: Paint,
): string {
  const would = dryRun ? "would be " : "";
  const verdicts = {
    created: `${would}created`,
    extended: `${would}extended; what was in it stays`,
    unchanged: "left as it is",
    broken: "left as it is: it has errors or is a link, so nothing could be added; mend it and try again",
  };
  return [
    `${paint("underline", file)}  ${verdicts[status]}`,
    ...Object.entries(external).map(([kind, names]) => `  on the platform, ${kind}: ${names.join(", ")}`),
    ...leftOut.map(({ kind, name, like }) =>
      paint("yellow", `  not listed, ${kind} "${name}": is "${like}" meant, which is defined here?`),
    ),
  ].join("\n");
}

function renderDataset(
  { dataset, status, file, rows, columns, readBy, notes }: InitDataset,
  paint: Paint,
): string {
  const what = {
    created: `${count(rows, "row")}, ${count(columns.length, "column")}  ${paint("dim", `from ${readBy.join(", ")}`)}`,
    kept: `has a sample, left as it is: ${file ?? ""}`,
    none: paint("yellow", "no sample"),
  };
  return [`  ${dataset}  ${what[status]}`, ...notes.map((note) => `      ${paint("yellow", note)}`)].join(
    "\n",
  );
}
