import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureJoins } from "../../server/run/join.ts";
import { profileDatasets } from "../../server/run/profile.ts";
import { measureQuality } from "../../server/run/quality.ts";
import type { JoinFigures, QualityOutcome } from "../../server/run/results.ts";
import { sampleFolder, useSample, useSampleFiles } from "./sample.ts";

const planted = JSON.parse(readFileSync(join(sampleFolder, "planted-defects.json"), "utf8")) as Record<
  string,
  string[]
>;
const sample = useSample();
const ask = useSampleFiles();

/** First column of a query past our code, sorted as text. */
const keys = async (query: string) => (await ask(query)).map(([key]) => String(key)).toSorted();

async function qualityOf(entity: string, name: string): Promise<QualityOutcome> {
  const { checks } = await measureQuality(sample.session, { files: [`quality/${entity}.yml`] });
  const found = checks.find((check) => check.name === name);
  if (!found) throw new Error(`There is no check "${name}".`);
  return found;
}

function failingKeys({ failedRows }: QualityOutcome, key: string): string[] {
  const column = failedRows?.columns.indexOf(key) ?? -1;
  return [...new Set(failedRows?.rows.map((row) => String(row[column])))].toSorted();
}

async function relationship(selector: string): Promise<JoinFigures> {
  const { joins } = await measureJoins(sample.session, { selector });
  const [join] = joins;
  if (!join) throw new Error(`There is no join ${selector}.`);
  return join;
}

describe("what quality checks reveal", () => {
  test.each([
    [
      "invalid-email",
      "customer",
      "E-mail addresses look like addresses",
      "fail",
      "customer_id",
      `SELECT CUSTOMER_ID FROM customer WHERE NOT (EMAIL_ID LIKE '%@%.com')`,
    ],
    [
      "unknown-gender",
      "customer",
      "Gender is one of the agreed values",
      "fail",
      "customer_id",
      `SELECT CUSTOMER_ID FROM customer WHERE GENDER NOT IN ('MALE', 'FEMALE', 'OTHER')`,
    ],
    [
      "missing-phone",
      "customer",
      "Most customers can be phoned",
      "warn",
      "customer_id",
      `SELECT CUSTOMER_ID FROM customer WHERE PHONE_NUMBER IS NULL`,
    ],
    [
      "duplicate-transaction",
      "transaction",
      "Transaction ids are unique",
      "fail",
      "transaction_id",
      `SELECT TRANSACTION_ID FROM transaction GROUP BY 1 HAVING count(*) > 1`,
    ],
  ])("%s", async (defect, entity, name, outcome, key, query) => {
    const check = await qualityOf(entity, name);
    expect(check.outcome).toBe(outcome);
    expect(failingKeys(check, key)).toEqual(planted[defect]?.toSorted());
    expect(await keys(query)).toEqual(planted[defect]?.toSorted());
  });

  test("nothing else fails", async () => {
    const { checks } = await measureQuality(sample.session);
    expect(checks.filter(({ outcome }) => outcome !== "pass").map(({ name }) => name)).toEqual([
      "Most customers can be phoned",
      "Gender is one of the agreed values",
      "E-mail addresses look like addresses",
      "Transaction ids are unique",
    ]);
  });
});

describe("what join previews reveal", () => {
  test("orphan-sku: transactions without a product", async () => {
    const { left, verdict } = await relationship("transaction.products");
    const orphans = await ask(
      `SELECT TRANSACTION_ID, SKUID FROM transaction WHERE SKUID NOT IN (SELECT SkuId FROM product) ORDER BY 1`,
    );
    expect(orphans.map(([id]) => id)).toEqual(planted["orphan-sku"]);
    expect({ unmatched: left.unmatched, verdict }).toEqual({ unmatched: 7, verdict: "ok" });
    for (const key of left.sample) expect(orphans.map(([, sku]) => sku)).toContain(key);
  });

  test("duplicate-store: transactions meet two rows of one store", async () => {
    const join = await relationship("transaction.channel");
    expect(await keys(`SELECT store_id FROM channel GROUP BY 1 HAVING count(*) > 1`)).toEqual(
      planted["duplicate-store"],
    );
    const [[rows] = []] = await ask(
      `SELECT count(*) FROM transaction t LEFT JOIN channel c ON t.STORE_ID = c.store_id`,
    );
    expect(join).toMatchObject({
      declared: "N:1",
      observed: "N:M",
      verdict: "mismatch",
      resultRows: Number(rows),
      maxMatches: { leftToRight: 2 },
    });
  });

  test("orphan-customer: order lines whose customer does not exist", async () => {
    const { left } = await relationship("order-enriched/order_enriched");
    const orphans = await ask(
      `SELECT order_id, customer_id FROM orders WHERE customer_id NOT IN (SELECT CUSTOMER_ID FROM customer) ORDER BY 1`,
    );
    expect(orphans.map(([id]) => id)).toEqual(planted["orphan-customer"]);
    const [[lines] = []] = await ask(
      `SELECT count(*) FROM orders JOIN order_line_item USING (order_id) WHERE year(order_date) = 2024 AND customer_id NOT IN (SELECT CUSTOMER_ID FROM customer)`,
    );
    expect(left.unmatched).toBe(Number(lines));
    for (const key of left.sample) expect(orphans.map(([, customer]) => customer)).toContain(key);
  });
});

describe("what profiles reveal", () => {
  test("late-delivery: orders that took 40 days and more, all others at most nine", async () => {
    expect(await keys(`SELECT order_id FROM orders WHERE order_delivery_date - order_date >= 40`)).toEqual(
      planted["late-delivery"],
    );
    expect(
      await ask(
        `SELECT max(order_delivery_date - order_date) FROM orders WHERE order_delivery_date - order_date < 40`,
      ),
    ).toEqual([["9"]]);
    const { datasets } = await profileDatasets(sample.session, {
      datasets: ["lakehouse:sales_360/order_enriched"],
    });
    const days = datasets[0]?.columns.find(({ name }) => name === "delivery_days");
    const [[latest] = []] = await ask(
      `SELECT max(order_delivery_date - order_date) FROM orders WHERE year(order_date) = 2024`,
    );
    expect(Number(days?.max)).toBe(Number(latest));
    // Three quarters are on time, so the largest value stands out.
    expect(Number(days?.quantiles?.[2])).toBeLessThanOrEqual(9);
    expect(Number(days?.max)).toBeGreaterThanOrEqual(40);
  });
});
