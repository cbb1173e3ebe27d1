import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../samples/sales-360/generate.ts";
import { collectProblems } from "../../server/features/check.ts";
import { Checker } from "../../server/rules/checker.ts";
import { runWorkflows } from "../../server/run/run.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { sampleFolder, useSample, useSampleFiles } from "./sample.ts";

const sample = useSample();
const ask = useSampleFiles();

test("nothing at all is found in the sample", async () => {
  const checker = new Checker(sample.workspace, createInProcessSqlService());
  await checker.checkAll();
  const { manifests, problems } = await collectProblems(checker, {
    files: sample.workspace.ownFiles,
    show: (file) => file,
  });
  expect(manifests).toBeGreaterThan(40);
  expect(problems).toEqual([]);
});

test("each kind of manifest of the case study is there", () => {
  const kinds = Map.groupBy(
    sample.workspace.ownFiles.flatMap((file) => sample.workspace.manifests(file)),
    ({ kind }) => kind,
  );
  expect(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]).toSorted())).toEqual({
    bundle: 4,
    cluster: 1,
    "data-product": 4,
    depot: 2,
    "instance-secret": 4,
    lens: 1,
    "lens-sql": 4,
    "lens-tables": 4,
    "lens-user-groups": 1,
    "lens-views": 1,
    monitor: 3,
    pager: 3,
    workflow: 16,
  });
});

/** The conceptual model of the case study: entity → columns, derived dimensions, measures, relationships. */
const model = {
  channel: {
    columns:
      "store_id store_name store_address store_contact_email store_contact_phone platform_name platform_url country currency channel_type nearest_offline_store",
    derived: "",
    measures: "total_stores",
    joins: {},
  },
  customer: {
    columns:
      "customer_id first_name last_name gender phone_number email_id birth_date age education_level marital_status number_of_children register_date occupation annual_income hobbies degree_of_loyalty social_class mailing_street city state country zip_code",
    derived: "full_name age_group",
    measures: "total_customers average_age",
    joins: { transaction: "1:N" },
  },
  products: {
    columns:
      "productid skuid productname productcategory subcategory gender price cost launchdate designername color size model",
    derived: "",
    measures: "total_products average_price total_cost average_margin",
    joins: {},
  },
  transaction: {
    columns:
      "transaction_id customer_id transaction_date order_id transaction_amount payment_method transaction_type transaction_status order_delivery_date discounted_amount shipping_amount order_total_amount discount_percentage shipping_address billing_address promo_code shipping_method order_status skuid store_id",
    derived:
      "full_address transaction_year transaction_month transaction_day order_delivery_duration discount_applied shipping_cost_category",
    measures:
      "total_transactions total_revenue average_transaction_amount total_discounted_amount total_shipping_amount total_order_amount transaction_percentage_with_discount ups_delivered_percentage canceled_order_percentage monthly_revenue_curr monthly_revenue_prev",
    joins: { products: "N:1", channel: "N:1" },
  },
};

test.each(Object.entries(model))("the Lens has all of the entity %s", (entity, expected) => {
  const [manifest] = sample.workspace.manifests(`lens/model/tables/${entity}.yml`);
  const table = manifest?.body?.type === "lens-model" ? manifest.body.tables[0] : undefined;
  const names = (members: readonly { readonly name?: { readonly value: string } }[] = []) =>
    members.map(({ name }) => name?.value).join(" ");
  expect({
    columns: names(table?.dimensions.filter(({ column }) => column)),
    derived: names(table?.dimensions.filter(({ sql }) => sql)),
    measures: names(table?.measures),
    joins: Object.fromEntries(
      table?.joins.map(({ target, relationship }) => [target?.value, relationship?.value]) ?? [],
    ),
  }).toEqual(expected);
});

describe("the data", () => {
  test("is what its generator writes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dps-generated-"));
    try {
      await generate({ scale: 900, out: folder, format: "csv" });
      for (const path of [
        "crmbq/sales_360/customer",
        "crmbq/sales_360/product",
        "crmbq/sales_360/transaction",
        "crmbq/sales_360/channel",
        "ordersdb/public/orders",
        "ordersdb/public/order_line_item",
      ]) {
        expect(readFileSync(join(folder, `${path}.csv`), "utf8")).toBe(
          readFileSync(join(sampleFolder, "sample-data", `${path}.csv`), "utf8"),
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("can be made larger, as Parquet", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dps-generated-"));
    try {
      await generate({ scale: 5000, out: folder, format: "parquet" });
      const [[orders] = []] = await ask(
        `SELECT count(*) FROM '${join(folder, "ordersdb/public/orders.parquet")}'`,
      );
      expect(Number(orders)).toBe(5000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("running all workflows", () => {
  test("gives the rows that plain SQL over the files gives", async () => {
    const { workflows } = await runWorkflows(sample.session);
    const outputs = workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.outputs));
    const rows = Object.fromEntries(outputs.map(({ dataset, rows: n }) => [dataset, n]));
    const count = async (query: string) => Number((await ask(`SELECT count(*) FROM (${query})`))[0]?.[0]);
    expect(rows).toEqual({
      "lakehouse:sales_360/customer": await count("FROM customer"),
      "lakehouse:sales_360/product": await count("FROM product"),
      "lakehouse:sales_360/transaction": await count("FROM transaction"),
      "lakehouse:sales_360/customer_churn": await count("FROM customer"),
      "lakehouse:sales_360/churn_summary": 3,
      "lakehouse:sales_360/order_enriched": await count(
        `SELECT 1 FROM orders o LEFT JOIN order_line_item USING (order_id)
         LEFT JOIN (SELECT ORDER_ID AS order_id FROM transaction WHERE TRANSACTION_TYPE = 'purchase' AND year(TRANSACTION_DATE) = 2024) t USING (order_id)
         WHERE year(o.order_date) = 2024`,
      ),
    });
  });

  test("counts the churned as plain SQL does", async () => {
    const { workflows } = await runWorkflows(sample.session, { workflow: "wf-customer-churn" });
    const [job] = workflows[0]?.jobs ?? [];
    const summary = job?.steps.find(({ name }) => name === "churn_summary");
    const expected = await ask(
      `WITH last AS (SELECT c.CUSTOMER_ID, max(t.TRANSACTION_DATE) AS day FROM customer c LEFT JOIN transaction t USING (CUSTOMER_ID) GROUP BY 1)
       SELECT CASE WHEN day IS NULL THEN 'Never Bought'
                   WHEN day < (SELECT max(TRANSACTION_DATE) FROM transaction) - INTERVAL 90 DAY THEN 'Churned'
                   ELSE 'Not Churned' END AS status, count(*)
       FROM last GROUP BY 1`,
    );
    const sorted = (rows: readonly (readonly unknown[])[]) =>
      rows.map(([status, n]) => `${status}: ${n}`).toSorted();
    expect(sorted(summary?.firstRows ?? [])).toEqual(sorted(expected));
    expect(job?.steps.map(({ fidelity }) => fidelity)).toEqual(["exact", "exact", "exact"]);
  });
});
