import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import { build } from "./build.ts";

/** The main job on the sample, command by command, as a user would type them. */
const root = dirname(import.meta.dirname);
const sample = "samples/sales-360";

const stages: readonly { title: string; parameters: readonly string[] }[] = [
  { title: "Check the manifests", parameters: ["check", sample] },
  { title: "Run the ingestion super-DAG", parameters: ["run", `${sample}/ingestion/super-dag.yml`] },
  { title: "Run the churn workflow", parameters: ["run", `${sample}/transformation/customer-churn.yml`] },
  { title: "Run the order enrichment", parameters: ["run", `${sample}/transformation/order-enriched.yml`] },
  {
    title: "Measure the joins of the order enrichment",
    parameters: ["join", `${sample}/transformation/order-enriched.yml`],
  },
  { title: "Measure the relationships of the Lens model", parameters: ["join", `${sample}/lens/model`] },
  {
    title: "Profile the enriched orders",
    parameters: ["profile", sample, "--dataset", "dataos://lakehouse:sales_360/order_enriched"],
  },
  { title: "Run the quality checks", parameters: ["quality", `${sample}/quality`] },
];

await build();
for (const { title, parameters } of stages) {
  console.log(`\n${styleText("bold", title)}  ${styleText("dim", `dps ${parameters.join(" ")}`)}\n`);
  const { status } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...parameters], {
    cwd: root,
    stdio: "inherit",
  });
  // 1 means that something was found, which the sample's planted defects make sure of.
  if (status !== 0 && status !== 1) process.exit(status ?? 2);
}
console.log(
  `\n${styleText("dim", `What was found is planted: ${sample}/README.md lists each defect and where it shows.`)}`,
);
