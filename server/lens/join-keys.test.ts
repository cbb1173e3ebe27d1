import { expect, test } from "vitest";
import type { LensJoin, LensMember, LensTable } from "../manifest/model.ts";
import { lensJoinKeys } from "./join-keys.ts";
import { memberSql } from "./members.ts";

const range = { start: 0, end: 0 };

function at(value: string) {
  return { value, range };
}

function lensSql(value: string) {
  return { dialect: "lens", form: "expression", value, source: value, range } as const;
}

/** Dimensions as name → `column` or, with a space or brace in it, SQL. */
function table(name: string, dimensions: Record<string, string>): LensTable {
  const members = Object.entries(dimensions).map(([member, text]): LensMember => ({
    name: at(member),
    ...(/[ {(]/.test(text) ? { sql: lensSql(text) } : { column: at(text) }),
    primaryKey: false,
    subQuery: false,
    range,
  }));
  return { name: at(name), joins: [], dimensions: members, measures: [], segments: [], range };
}

const orders = table("orders", {
  key: "order_id",
  buyer: "lower({TABLE}.customer)",
  shout: "upper({buyer})",
  own: "{orders.own}",
  circle: "{TABLE.round}  + 1",
  round: "{circle} + 1",
  foreign: "{other.x} + 1",
});
const customers = table("customers", { name: "full_name" });

test.each([
  ["key", '"order_id"'],
  ["buyer", 'lower("customer")'],
  ["shout", 'upper((lower("customer")))'],
  ["own", '("own")'],
  ["a_column", '"a_column"'],
  ["circle", undefined],
  ["foreign", undefined],
])("the member %s is %s", (name, sql) => {
  expect(memberSql(orders, name)?.replace(/^\((.*)\)$/, "$1")).toBe(sql?.replace(/^\((.*)\)$/, "$1"));
});

function keysOf(sql: string) {
  return lensJoinKeys({ sql: lensSql(sql), range } satisfies LensJoin, orders, customers);
}

test.each([
  ["{TABLE.buyer} = {customers.name}", [['lower("customer")', '"full_name"']]],
  ["{customers.name} = {orders.buyer}", [['lower("customer")', '"full_name"']]],
  [
    "{TABLE}.a = {customers}.b AND ({TABLE.c} = {customers.d})",
    [
      ['"a"', '"b"'],
      ['"c"', '"d"'],
    ],
  ],
  ["cast({TABLE.a} as varchar) = trim({customers.b})", [['cast("a" as varchar)', 'trim("b")']]],
  ["and ${ENTITY.a} = ${customers.b}", [['"a"', '"b"']]],
  ["{TABLE.a} = '=' || {customers.b}", [['"a"', `'=' || "b"`]]],
])("%s joins by its keys", (sql, keys) => {
  const found = keysOf(sql);
  expect("keys" in found && found.keys.map(({ left, right }) => [left, right])).toEqual(keys);
});

test.each([
  "{TABLE.a} > {customers.b}",
  "{TABLE.a} <= {customers.b}",
  "{TABLE.a} = {customers.b} OR {TABLE.c} = {customers.d}",
  "{TABLE.a} = {customers.b} = {TABLE.c}",
  "{TABLE.a} = 1",
  "{TABLE.a} = {TABLE.b}",
  "{TABLE.a} = {others.b}",
  "{TABLE.circle} = {customers.b}",
  "{TABLE.a} + {customers.c} = {customers.b}",
  "",
])("%j is not taken apart", (sql) => {
  expect(keysOf(sql)).toHaveProperty("refused");
});
