import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseYaml } from "../yaml/parse.ts";
import { textOf } from "../yaml/tree.ts";
import { builtinSchemas } from "./builtin.ts";
import type { SchemaObject } from "./dialect.ts";
import { walk } from "./walk.ts";

/** What the values of a kind's full manifests mean to the workspace, besides their formats. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  "bundle.v1beta": [
    "defines bundle rentals-bundle",
    "defines bundle-item booking-depot within /bundle",
    "defines bundle-item ingestion within /bundle",
    "path manifest ingestion.yaml within /bundle",
    "refers bundle-item booking-depot within /bundle",
    "defines bundle-item quality within /bundle",
    "path manifest quality.yaml within /bundle",
    "refers bundle-item ingestion within /bundle",
    "refers bundle-item ingestion within /bundle",
    "refers bundle-item booking-depot within /bundle",
    "defines bundle rentals-bundle-old",
  ],
  "data-product.v1alpha": [
    "defines data-product rentals",
    "refers workflow ingestion",
    "refers depot booking",
    "refers dataset dataos://booking:public/bookings",
    "refers dataset dataos://lakehouse:rentals/bookings",
  ],
  "data-product.v1beta": [
    "defines data-product rentals",
    "refers data-product data:v1beta:fleet",
    "refers bundle bundle:v1beta:rentals-bundle",
    "refers dataset dataset:booking:public:bookings",
    "refers dataset dataos://booking:public/shops",
    "refers dataset dataset:lakehouse:rentals:bookings",
    "refers lens lens:v1alpha:rentals:public",
    "defines data-product fleet",
    "refers bundle bundle:v1beta:${{bundle}}",
    "refers dataset ${{dataset}}",
    "refers lens lens:v1alpha:fleet:public",
    "defines data-product shops",
    "refers bundle bundle:v1beta:shops-bundle",
  ],
  "depot.v1": [
    "defines depot rentals",
    "refers compute query-default",
    "secret ${BOOKING_PASSWORD}",
    "secret ${BOOKING_PASSWORD}",
    "defines depot clicks",
    "refers instance-secret clicks-r",
    "defines depot warehouse",
    "refers instance-secret|secret warehouse-r",
  ],
  "lens.v1alpha": [
    "defines lens rentals",
    "refers compute runnable-default",
    "secret ${DATAOS_APIKEY}",
    "refers instance-secret git-r",
    "refers cluster system",
    "refers depot|catalog lakehouse",
    "defines lens rentals-on-flash",
    "refers compute runnable-default",
    "refers service rentals-flash",
  ],
  "database.v1": [
    "defines database rentalsdb",
    "path folder migrations/",
    "path folder ./seeds/001_shops.up.sql",
    "refers compute runnable-default",
  ],
  "monitor.v1alpha": [
    "defines monitor booking-counts",
    "refers lens rentals",
    "sql postgres SELECT count(*) FROM bookings",
    "refers instance-secret|secret booking-r",
    "defines monitor busy-cluster",
    "sql postgres SELECT max_load FROM limits",
    "secret ${LIMITS_DSN}",
    "defines monitor long-runs",
  ],
  "operator.v1alpha": [
    "defines operator courier",
    "refers compute runnable-default",
    "secret ${DATAOS_APIKEY}",
    "refers secret|instance-secret registry-login",
    "refers instance-secret|secret courier-login",
    "refers instance-secret|secret courier-token",
    "refers compute runnable-default",
    "secret ${DATAOS_APIKEY}",
  ],
  "policy.v1": [
    "defines policy shop-access",
    "refers dataset dataos://lakehouse:rentals/bookings",
    "refers dataset dataos://lakehouse:rentals/*",
    "refers dataset /bookings/api/**",
    "defines policy birth-years",
    "refers depot lakehouse",
    "defines policy booking-days",
    "defines policy phone-numbers",
    "defines policy licences",
    "defines policy notes",
    "defines policy own-city",
    "refers dataset lakehouse.rentals.customers",
    "defines policy planner-sees-all",
  ],
  "secret.v1": [
    "defines secret booking-rw",
    "secret 45678",
    "defines secret registry",
    "secret ${REGISTRY_LOGIN}",
    "defines secret certificates",
    "path key-file certificates/key.jks",
  ],
  "service.v1": [
    "defines service booking-api",
    "refers compute runnable-default within /service",
    "refers instance-secret|secret booking-r within /service",
    "refers volume pictures within /service",
    "refers volume scratch within /service",
    "refers volume bookings within /service",
    "secret ${RENTALS_KEY} within /service",
    "defines topology-element database within /service",
    "defines topology-element rest within /service",
    "refers topology-element database within /service",
    "refers database rentalsdb within /service",
    "defines service booking-rates",
    "refers compute runnable-default within /service",
    "defines service ${{name}}",
    "refers compute ${{compute}} within /service",
  ],
  "worker.v1beta": [
    "defines worker booking-stream",
    "refers compute runnable-default within /worker",
    "refers instance-secret|secret bookings within /worker",
    "refers volume bookings within /worker",
    "defines topology-element stream within /worker",
    "refers dataset dataos://systemstreams:rentals/bookings within /worker",
    "defines dataset dataos://lakehouse:rentals/bookings?acl=rw within /worker",
    "defines worker booking-checks",
    "refers compute runnable-default within /worker",
    "refers dataset dataos://lakehouse:rentals/bookings within /worker",
    "defines worker booking-watch",
    "refers compute runnable-default within /worker",
  ],
};

test.each(Object.entries(meanings))("the values of %s mean something to the workspace", (kind, expected) => {
  expect(meaningsIn(kind, fixture(`${kind}.full`))).toEqual(expected);
});

/** The same of the bodies of stacks. */
const stackMeanings: Readonly<Record<string, readonly string[]>> = {
  bento: [
    "refers dataset dataos://shopkafka:default/bookings",
    "secret ${KAFKA_PASSWORD}",
    "defines dataset dataos://fastbase:default/bookings",
    "secret ${TOKEN}",
    "defines dataset dataos://shopkafka:default/counted?acl=rw",
  ],
  container: ["refers secret|instance-secret docker-login"],
  dbt: ["secret ${RENTALS_PASSWORD}"],
  flash: [
    "refers dataset dataos://lakehouse:rentals/bookings",
    "sql duckdb SELECT * FROM bookings",
    "sql duckdb booked_at > current_date - 1",
    "refers depot dataos://lakehouse",
    "sql duckdb SELECT * FROM bookings WHERE booked_at > current_date - 7",
    "sql duckdb SET threads = 4",
    "sql duckdb CREATE TABLE f_bookings AS (SELECT * FROM bookings)",
    "sql duckdb INSERT INTO f_bookings BY NAME (SELECT * FROM bookings)",
  ],
  nilus: [
    "refers depot dataos://lakehouse?acl=rw",
    "refers depot dataos://bookingdb",
    "refers depot dataos://lakehouse",
  ],
  toolbox: ["refers dataset dataos://lakehouse:rentals/bookings?acl=rw"],
};

test.each(Object.entries(stackMeanings))("the values of the stack %s mean something", (stack, expected) => {
  expect(meaningsIn(stack, fixture(`stacks/${stack}.full`))).toEqual(expected);
});

test("a lakehouse defines the depot that its storage becomes", () => {
  expect(meaningsIn("lakehouse.v1alpha", fixture("lakehouse.v1alpha.full"))).toContain(
    "defines depot rentallake",
  );
});

test("a query of type `trino` runs on a cluster", () => {
  expect(meaningsIn("monitor.v1alpha", fixture("monitor.v1alpha.minimal"))).toEqual([
    "defines monitor failed-runs",
    "defines monitor few-bookings",
    "refers cluster system",
    "sql trino SELECT count(*) FROM lakehouse.rentals.bookings",
  ]);
});

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), "utf8");
}

function meaningsIn(kind: string, text: string): string[] {
  const annotations = parseYaml(text).documents.flatMap(({ root }) =>
    root ? walk(root, `${kind}.json`, builtinSchemas).annotations : [],
  );
  return annotations.flatMap(({ schema, node, scopes }) => {
    const value = textOf(node) ?? "";
    const meaning = meaningOf(schema);
    const [scope] = scopes;
    if (meaning === undefined) return [];
    return [`${meaning} ${value}${scope ? ` within ${scope.pointer}` : ""}`];
  });
}

function meaningOf(schema: SchemaObject): string | undefined {
  if (schema["x-defines"]) return `defines ${schema["x-defines"]}`;
  if (schema["x-refers"]) return `refers ${[schema["x-refers"]].flat().join("|")}`;
  if (schema["x-path"]) return `path ${schema["x-path"]}`;
  if (schema["x-sql"]) return `sql ${schema["x-sql"].dialect}`;
  return schema["x-secret"] ? "secret" : undefined;
}
