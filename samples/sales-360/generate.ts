/*
 * Writes the sample data of Sales 360, always the same for the same scale:
 *
 *   node samples/sales-360/generate.ts                        the committed CSV files
 *   node samples/sales-360/generate.ts --scale 10000000 --out DIR   Parquet files for benchmarks
 *
 * `--scale` is the number of orders, and so about the number of transactions. Rows are functions of their number
 * (DuckDB's `hash`), so any scale is made in one pass. The planted defects are listed in planted-defects.json.
 */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

/** Orders in the committed files. */
const committedScale = 900;

export interface Settings {
  /** Number of orders. */
  readonly scale: number;
  /** Folder that gets `<depot>/<collection>/<dataset>` files. */
  readonly out: string;
  readonly format: "csv" | "parquet";
}

/** Keys of the rows that each planted defect has spoilt. */
export type PlantedDefects = Readonly<Record<string, readonly (string | number)[]>>;

export async function generate({ scale, out, format }: Settings): Promise<PlantedDefects> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const statement of tables(scale)) await connection.run(statement);
    const planted = await plant(connection);
    for (const [dataset, query] of Object.entries(files)) {
      const path = join(out, `${dataset}.${format}`);
      mkdirSync(dirname(path), { recursive: true });
      rmSync(path, { force: true });
      const options = format === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd";
      await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (${options})`);
    }
    return planted;
  } finally {
    connection.closeSync();
  }
}

/** A value of the list, always the same for the same row and salt. */
const pick = (list: readonly string[], salt: string) =>
  `([${list.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")}])[1 + (hash(i, '${salt}') % ${list.length})::INT]`;

/** A whole number from `low` to `high`. */
const between = (low: number, high: number, salt: string) =>
  `(${low} + (hash(i, '${salt}') % ${high - low + 1})::INT)`;

const firstNames = {
  MALE: [
    "James",
    "Miguel",
    "Daniel",
    "Arjun",
    "Luca",
    "Noah",
    "Kenji",
    "Omar",
    "Felix",
    "Tomás",
    "Samuel",
    "André",
  ],
  FEMALE: [
    "Maria",
    "Aisha",
    "Chloé",
    "Priya",
    "Emma",
    "Sofía",
    "Hannah",
    "Yuki",
    "Ingrid",
    "Zoë",
    "Olivia",
    "Leila",
  ],
};
const lastNames = [
  "Smith",
  "García",
  "Nguyen",
  "Patel",
  "Müller",
  "O'Brien",
  "Johnson",
  "Kowalski",
  "Silva",
  "Tanaka",
  "Haddad",
  "Larsen",
  "Dubois",
  "Rossi",
  "Williams",
  "Okafor",
];
const streets = [
  "Maple Avenue",
  "Oak Street",
  "Harbor Road",
  "Mill Lane",
  "Lincoln Boulevard",
  "Cedar Court",
  "Hillside Drive",
  "Station Road",
];
const cities = [
  "Boston,Massachusetts",
  "Austin,Texas",
  "Portland,Oregon",
  "Denver,Colorado",
  "Chicago,Illinois",
  "Seattle,Washington",
  "Atlanta,Georgia",
  "Phoenix,Arizona",
];

function tables(scale: number): string[] {
  const customers = Math.max(10, Math.round((scale * 4) / 9));
  const shoes = Math.min(2000, Math.max(24, Math.round(Math.sqrt(scale)) - 6));
  const channels = 24;
  return [
    `CREATE TABLE customer AS
     WITH person AS (
       SELECT i, 10000 + i AS customer_id,
         CASE WHEN hash(i, 'gender') % 100 < 48 THEN 'MALE' WHEN hash(i, 'gender') % 100 < 97 THEN 'FEMALE' ELSE 'OTHER' END AS gender,
         DATE '1950-01-01' + ${between(0, 20800, "birth")} AS birth_date,
         DATE '2019-01-01' + ${between(0, 1700, "register")} AS register_date,
         ${pick(cities, "city")} AS place
       FROM range(${customers}) r(i))
     SELECT customer_id,
       CASE WHEN gender = 'FEMALE' THEN ${pick(firstNames.FEMALE, "first")} ELSE ${pick(firstNames.MALE, "first")} END AS first_name,
       ${pick(lastNames, "last")} AS last_name,
       gender,
       '+1 ' || ${between(201, 989, "area")} || ' 555 ' || lpad((hash(i, 'phone') % 10000)::VARCHAR, 4, '0') AS phone_number,
       lower(strip_accents(replace(first_name || '.' || last_name, '''', ''))) || customer_id || '@example.com' AS email_id,
       birth_date,
       date_sub('year', birth_date, DATE '2024-12-31') AS age,
       ${pick(["High School", "Associate", "Bachelor", "Master", "Doctorate"], "education")} AS education_level,
       ${pick(["Single", "Married", "Divorced", "Widowed"], "marital")} AS marital_status,
       ${between(0, 4, "children")} AS number_of_children,
       register_date,
       ${pick(["Teacher", "Engineer", "Nurse", "Chef", "Accountant", "Driver", "Designer", "Student", "Retired"], "job")} AS occupation,
       ${between(18, 190, "income")} * 1000 AS annual_income,
       ${pick(["Running", "Hiking", "Cooking", "Cycling", "Reading", "Dancing", "Gardening"], "hobby")} AS hobbies,
       ${pick(["Bronze", "Silver", "Gold", "Platinum"], "loyalty")} AS degree_of_loyalty,
       ${pick(["Lower Class", "Middle Class", "Middle Class", "Upper Class"], "class")} AS social_class,
       ${between(1, 990, "house")} || ' ' || ${pick(streets, "street")} AS mailing_street,
       split_part(place, ',', 1) AS city,
       split_part(place, ',', 2) AS state,
       'United States' AS country,
       ${between(10000, 99999, "zip")} || '-' || ${between(1000, 9999, "zip4")} AS zip_code
     FROM person ORDER BY customer_id`,

    `CREATE TABLE product AS
     WITH shoe AS (
       SELECT i, ${pick(["Running", "Casual", "Formal", "Hiking", "Kids"], "category")} AS category,
         ${between(45, 190, "price")} + 0.95 AS price
       FROM range(${shoes}) r(i)),
     variant AS (SELECT shoe.*, v FROM shoe, range(4) r(v))
     SELECT 'P-' || lpad((i + 1)::VARCHAR, 4, '0') AS productid,
       'SKU-' || lpad((i * 4 + v + 1)::VARCHAR, 5, '0') AS skuid,
       ${pick(["Stride", "Aero", "Terra", "Urban", "Glide", "Summit", "Breeze", "Nova"], "name")} || ' ' || ${pick(["One", "Pro", "Lite", "Flex", "Max", "Trail"], "series")} AS productname,
       category AS productcategory,
       CASE category WHEN 'Running' THEN 'Road' WHEN 'Casual' THEN 'Sneaker' WHEN 'Formal' THEN 'Oxford' WHEN 'Hiking' THEN 'Boot' ELSE 'School' END AS subcategory,
       ${pick(["MALE", "FEMALE", "UNISEX"], "for")} AS gender,
       price::DECIMAL(10, 2) AS price,
       round(price * (0.35 + (hash(i, 'cost') % 25)::INT / 100), 2)::DECIMAL(10, 2) AS cost,
       DATE '2021-03-01' + ${between(0, 1100, "launch")} AS launchdate,
       ${pick(["Ada Lindqvist", "Marco Bianchi", "Jun Sato", "Nora Feld"], "designer")} AS designername,
       (['Black', 'White', 'Navy', 'Red'])[1 + v] AS color,
       (['7', '8', '9', '10'])[1 + v] AS size,
       ${pick(["2022", "2023", "2024"], "model")} AS model
     FROM variant ORDER BY skuid`,

    `CREATE TABLE channel AS
     WITH place AS (SELECT i, i % 3 = 2 AS online, ${pick(cities, "store")} AS city FROM range(${channels}) r(i))
     SELECT 'ST-' || lpad((i + 1)::VARCHAR, 3, '0') AS store_id,
       CASE WHEN online THEN 'StrideRight Online ' || (i + 1) ELSE 'StrideRight ' || split_part(city, ',', 1) || ' ' || (i + 1) END AS store_name,
       CASE WHEN online THEN NULL ELSE ${between(1, 300, "store house")} || ' ' || ${pick(streets, "store street")} || ', ' || split_part(city, ',', 1) END AS store_address,
       'store' || (i + 1) || '@example.com' AS store_contact_email,
       '+1 ' || ${between(201, 989, "store area")} || ' 555 ' || lpad((hash(i, 'store phone') % 10000)::VARCHAR, 4, '0') AS store_contact_phone,
       CASE WHEN online THEN ${pick(["Web Shop", "Mobile App", "Marketplace"], "platform")} END AS platform_name,
       CASE WHEN online THEN 'https://shop.example.com/' || (i + 1) END AS platform_url,
       'United States' AS country,
       'USD' AS currency,
       CASE WHEN online THEN 'online' ELSE 'offline' END AS channel_type,
       CASE WHEN online THEN 'ST-' || lpad(i::VARCHAR, 3, '0') END AS nearest_offline_store
     FROM place ORDER BY store_id`,

    `CREATE TABLE order_line_item AS
     WITH line AS (
       SELECT o, l, o * 4 + l AS i FROM range(${scale}) r(o), range(3) s(l) WHERE l = 0 OR hash(o, l) % 100 < 35)
     SELECT 'LI-' || lpad((i + 1)::VARCHAR, 8, '0') AS line_item_id,
       'O-' || lpad((o + 1)::VARCHAR, 8, '0') AS order_id,
       l + 1 AS line_number,
       p.skuid,
       ${between(1, 2, "quantity")} AS quantity,
       p.price AS unit_price
     FROM line JOIN product p ON p.skuid = 'SKU-' || lpad((1 + hash(i, 'sku') % ${shoes * 4})::VARCHAR, 5, '0')
     ORDER BY line_item_id`,

    `CREATE TABLE orders AS
     WITH sale AS (
       SELECT i, 'O-' || lpad((i + 1)::VARCHAR, 8, '0') AS order_id,
         DATE '2023-10-01' + ${between(0, 456, "date")} AS order_date,
         (hash(i, 'loyal') % ${customers})::BIGINT AS a, (hash(i, 'other') % ${customers})::BIGINT AS b
       FROM range(${scale}) r(i)),
     goods AS (SELECT order_id, sum(quantity * unit_price) AS amount FROM order_line_item GROUP BY order_id)
     SELECT order_id,
       -- The smaller of two: some customers buy often, others never.
       10000 + least(a, b) AS customer_id,
       order_date,
       order_date + ${between(2, 9, "delivery")} AS order_delivery_date,
       goods.amount AS goods_amount,
       (goods.amount + (CASE WHEN goods.amount > 150 THEN 0 ELSE ${between(5, 14, "shipping")} + 0.9 END))::DECIMAL(10, 2) AS order_total_amount,
       ${pick(["USPS", "UPS", "FedEx"], "carrier")} AS shipping_method,
       CASE WHEN hash(i, 'status') % 100 < 88 THEN 'delivered' WHEN hash(i, 'status') % 100 < 95 THEN 'shipped' ELSE 'canceled' END AS order_status
     FROM sale JOIN goods USING (order_id) ORDER BY order_id`,

    `CREATE TABLE transaction AS
     WITH paid AS (
       SELECT o.*, row_number() OVER (ORDER BY o.order_id) - 1 AS i, l.skuid, c.mailing_street, c.city FROM orders o
       JOIN order_line_item l ON l.order_id = o.order_id AND l.line_number = 1
       JOIN customer c ON c.customer_id = o.customer_id),
     discounted AS (
       SELECT *, CASE WHEN hash(i, 'promo') % 100 < 30 THEN ([5, 10, 15, 20])[1 + (hash(i, 'percent') % 4)::INT] ELSE 0 END AS percent FROM paid)
     SELECT 'T-' || lpad((i + 1)::VARCHAR, 8, '0') AS transaction_id,
       customer_id,
       order_date AS transaction_date,
       order_id,
       (order_total_amount - round(goods_amount * percent / 100, 2))::DECIMAL(10, 2) AS transaction_amount,
       ${pick(["Credit Card", "Debit Card", "PayPal", "Apple Pay", "COD"], "payment")} AS payment_method,
       CASE WHEN order_status = 'canceled' AND hash(i, 'refund') % 2 = 0 THEN 'refund' ELSE 'purchase' END AS transaction_type,
       CASE WHEN transaction_type = 'refund' THEN 'refunded' WHEN order_status = 'shipped' THEN 'pending' ELSE 'completed' END AS transaction_status,
       order_delivery_date,
       round(goods_amount * percent / 100, 2)::DECIMAL(10, 2) AS discounted_amount,
       (order_total_amount - goods_amount)::DECIMAL(10, 2) AS shipping_amount,
       order_total_amount,
       percent AS discount_percentage,
       mailing_street || ', ' || city AS shipping_address,
       mailing_street || ', ' || city AS billing_address,
       CASE WHEN percent > 0 THEN 'STRIDE' || percent END AS promo_code,
       shipping_method,
       order_status,
       skuid,
       'ST-' || lpad((1 + hash(i, 'store') % ${channels})::VARCHAR, 3, '0') AS store_id
     FROM discounted ORDER BY transaction_id`,
    `UPDATE transaction SET transaction_amount = -transaction_amount WHERE transaction_type = 'refund'`,
  ];
}

/** Spoils a handful of rows, at the same places whatever the scale, and returns their keys by defect. */
async function plant(connection: DuckDBConnection): Promise<PlantedDefects> {
  const planted: Record<string, (string | number)[]> = {};
  const spoil = async (
    defect: string,
    table: string,
    key: string,
    rows: readonly number[],
    change: string,
  ) => {
    const reader = await connection.runAndReadAll(
      `SELECT ${key} FROM (SELECT ${key}, row_number() OVER (ORDER BY ${key}) AS n FROM ${table}) WHERE n IN (${rows.join(", ")}) ORDER BY 1`,
    );
    const keys = reader.getRowsJson().map(([value]) => value as string | number);
    const list = keys.map((value) => (typeof value === "number" ? value : `'${value}'`)).join(", ");
    await connection.run(change.replaceAll("$keys", `(${list})`));
    planted[defect] = keys;
  };
  await spoil(
    "invalid-email",
    "customer",
    "customer_id",
    [11, 48, 95, 132, 177, 214, 263, 301, 355],
    "UPDATE customer SET email_id = CASE WHEN customer_id % 2 = 0 THEN replace(email_id, '@', ' at ') ELSE replace(email_id, '.com', '') END WHERE customer_id IN $keys",
  );
  await spoil(
    "unknown-gender",
    "customer",
    "customer_id",
    [20, 121, 222, 323],
    "UPDATE customer SET gender = 'Unknown' WHERE customer_id IN $keys",
  );
  await spoil(
    "missing-phone",
    "customer",
    "customer_id",
    [5, 33, 61, 89, 117, 145, 173, 201, 229, 257, 285, 313, 341, 369],
    "UPDATE customer SET phone_number = NULL WHERE customer_id IN $keys",
  );
  await spoil(
    "orphan-sku",
    "transaction",
    "transaction_id",
    [40, 160, 280, 400, 520, 640, 760],
    "UPDATE transaction SET skuid = 'SKU-9' || right(transaction_id, 4) WHERE transaction_id IN $keys",
  );
  await spoil(
    "duplicate-transaction",
    "transaction",
    "transaction_id",
    [77, 233, 391, 545, 803],
    "INSERT INTO transaction SELECT * FROM transaction WHERE transaction_id IN $keys",
  );
  await spoil(
    "duplicate-store",
    "channel",
    "store_id",
    [4, 13],
    "INSERT INTO channel SELECT * REPLACE (store_name || ' (moved)' AS store_name) FROM channel WHERE store_id IN $keys",
  );
  await spoil(
    "orphan-customer",
    "orders",
    "order_id",
    [70, 210, 350, 490, 630, 770],
    "UPDATE orders SET customer_id = 900000 + right(order_id, 3)::INT WHERE order_id IN $keys",
  );
  await spoil(
    "late-delivery",
    "orders",
    "order_id",
    [15, 95, 175, 255, 335, 415, 495, 575, 655, 735, 815],
    "UPDATE orders SET order_delivery_date = order_date + 40 + right(order_id, 1)::INT WHERE order_id IN $keys",
  );
  return planted;
}

/** The CRM writes its columns in capitals and its products in CamelCase; ingestion makes them all lower case. */
const files: Record<string, string> = {
  "crmbq/sales_360/customer": `SELECT ${capitals(["customer_id", "first_name", "last_name", "gender", "phone_number", "email_id", "birth_date", "age", "education_level", "marital_status", "number_of_children", "register_date", "occupation", "annual_income", "hobbies", "degree_of_loyalty", "social_class", "mailing_street", "city", "state", "country", "zip_code"])} FROM customer ORDER BY customer_id`,
  "crmbq/sales_360/product": `SELECT productid AS "ProductId", skuid AS "SkuId", productname AS "ProductName", productcategory AS "ProductCategory", subcategory AS "SubCategory", gender AS "Gender", price AS "Price", cost AS "Cost", launchdate AS "LaunchDate", designername AS "DesignerName", color AS "Color", size AS "Size", model AS "Model" FROM product ORDER BY skuid`,
  "crmbq/sales_360/transaction": `SELECT ${capitals(["transaction_id", "customer_id", "transaction_date", "order_id", "transaction_amount", "payment_method", "transaction_type", "transaction_status", "order_delivery_date", "discounted_amount", "shipping_amount", "order_total_amount", "discount_percentage", "shipping_address", "billing_address", "promo_code", "shipping_method", "order_status", "skuid", "store_id"])} FROM transaction ORDER BY transaction_id`,
  "crmbq/sales_360/channel": `SELECT * FROM channel ORDER BY store_id, store_name`,
  "ordersdb/public/orders": `SELECT order_id, customer_id, order_date, order_delivery_date, order_total_amount, shipping_method, order_status FROM orders ORDER BY order_id`,
  "ordersdb/public/order_line_item": `SELECT * FROM order_line_item ORDER BY line_item_id`,
};

function capitals(columns: readonly string[]): string {
  return columns.map((column) => `${column} AS "${column.toUpperCase()}"`).join(", ");
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { scale: { type: "string" }, out: { type: "string" } } });
  const scale = Number(values.scale ?? committedScale);
  if (!Number.isInteger(scale) || scale < 1)
    throw new Error("--scale takes a whole number of orders, 1 or more.");
  const out = values.out ?? join(import.meta.dirname, "sample-data");
  const planted = await generate({ scale, out, format: values.scale ? "parquet" : "csv" });
  const list = join(values.out ? out : import.meta.dirname, "planted-defects.json");
  writeFileSync(list, `${JSON.stringify(planted, null, 2)}\n`);
}
