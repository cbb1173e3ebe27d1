import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetKey, formatAddress, parseAddress, type Address } from "./address.ts";
import { findDefect } from "./udl-defects.ts";
import { usual } from "./udl.ts";

test.each([
  ["dataos://lakehouse", ["lakehouse"], {}],
  ["dataos://lakehouse:sales", ["lakehouse", "sales"], {}],
  ["dataos://lakehouse:sales/orders", ["lakehouse", "sales", "orders"], {}],
  ["dataos://lakehouse:sales/orders?acl=rw", ["lakehouse", "sales", "orders"], { acl: "rw" }],
  [
    "dataos://kafka:default/topic?acl=r&batch_size=10",
    ["kafka", "default", "topic"],
    { acl: "r", batch_size: "10" },
  ],
  ["dataos://files?acl=rw", ["files"], { acl: "rw" }],
  ["dataos://files:none/a/b/c.csv", ["files", "none", "a/b/c.csv"], {}],
  ["dataos://files:none/a/", ["files", "none", "a"], {}],
  ["dataos://files:none/", ["files", "none"], {}],
  ["dataos://postgres_depot:public/t", ["postgres_depot", "public", "t"], {}],
  ["dataos://lake${X}:", ["lake${X}"], {}],
  ["dataset:lakehouse:sales:orders", ["lakehouse", "sales", "orders"], {}],
  ["lakehouse.sales.orders", ["lakehouse", "sales", "orders"], {}],
])("reads %s", (text, parts, query) => {
  const { address, problem } = parseAddress(text);
  expect(problem).toBeUndefined();
  expect(partsOf(address)).toEqual(parts);
  expect(address?.query).toEqual(query);
  expectRangesToFit(text, address);
});

test.each([
  ["dataos://lakehouse:sales/orders?acl=rw", "udl"],
  ["dataset:lakehouse:sales:orders", "dataset-ref"],
  ["lakehouse.sales.orders", "dotted"],
])("all spellings have one key: %s", (text, form) => {
  const { address } = parseAddress(text);
  expect(address?.form).toBe(form);
  expect(address && datasetKey(address)).toBe("lakehouse:sales/orders");
});

test("less than three parts have no key", () => {
  const { address } = parseAddress("dataos://lakehouse:sales");
  expect(address && datasetKey(address)).toBeUndefined();
});

test("a key is written as an address", () => {
  expect(formatAddress("lakehouse:sales/orders")).toBe("dataos://lakehouse:sales/orders");
});

test.each([
  ["${{address}}", undefined],
  ["<address>", undefined],
  ["{{ dataos://a:b/c }}", undefined],
  ["dataos://${{path}}", undefined],
  ["dataos://${{depot}}/orders", undefined],
  ["dataos://${{depot}}:sales/orders", ["${{depot}}", "sales", "orders"]],
  ["dataos://lakehouse:${{rest}}", ["lakehouse"]],
  ["dataos://lakehouse:${COLLECTION}/${DATASET}?acl=rw", ["lakehouse", "${COLLECTION}", "${DATASET}"]],
  ["dataos://lakehouse:sales/stream_${SUFFIX}", ["lakehouse", "sales", "stream_${SUFFIX}"]],
  ["dataos://lakehouse:sales/${{a:b/c?d}}", ["lakehouse", "sales", "${{a:b/c?d}}"]],
  ["dataos://lakehouse:sales/orders?acl=${{acl}}", ["lakehouse", "sales", "orders"]],
  ["dataos://{{ depot }}:sales/orders", ["{{ depot }}", "sales", "orders"]],
  ["dataset:${{depot}}:sales:orders", ["${{depot}}", "sales", "orders"]],
  ["dataset:${{rest}}", undefined],
  ["${{depot}}.sales.orders", ["${{depot}}", "sales", "orders"]],
])("a placeholder in %s is no problem", (text, parts) => {
  const { address, problem } = parseAddress(text);
  expect(problem).toBeUndefined();
  expect(address && partsOf(address)).toEqual(parts);
  expectRangesToFit(text, address);
});

test.each([
  ["dataos://lakehouse:sales/*", ["lakehouse", "sales"]],
  ["dataos://lakehouse:sales/**", ["lakehouse", "sales"]],
  ["dataos://lakehouse:*", ["lakehouse"]],
  ["dataos://lake**", undefined],
])("a glob names nothing: %s", (text, parts) => {
  const { address, problem } = parseAddress(text);
  expect(problem).toBeUndefined();
  expect(address && partsOf(address)).toEqual(parts);
});

test.each([
  "",
  "orders",
  "./data/orders.csv",
  "s3://bucket/orders",
  "abfss://container@account/x",
  "https://example.org:8080/x",
  "jdbc:postgresql://host/db",
  "a.b",
  "a.b.c.d",
  "select * from a.b.c",
])("%j does not try to be an address", (text) => {
  expect(parseAddress(text)).toEqual({});
});

// The brackets stand around what is underlined.
test.each([
  ["dataos://⟦//⟧thirdparty:none/city", "more than two slashes", "dataos://thirdparty:none/city"],
  ["dataos://⟦dataos://⟧lakehouse:sales/orders", 'repeats "dataos://"', "dataos://lakehouse:sales/orders"],
  ["⟦dataos:⟧lakehouse:sales/orders", 'does not begin with "dataos://"', "dataos://lakehouse:sales/orders"],
  ["⟦dataos:/⟧lakehouse:sales/orders", 'does not begin with "dataos://"', "dataos://lakehouse:sales/orders"],
  ["⟦DataOS://⟧lakehouse:sales/orders", 'does not begin with "dataos://"', "dataos://lakehouse:sales/orders"],
  ["⟦datos://⟧lakehouse:sales/orders", 'does not begin with "dataos://"', "dataos://lakehouse:sales/orders"],
  ["⟦lakehouse:sales/orders⟧", "has no scheme", "dataos://lakehouse:sales/orders"],
  ["dataos://⟦lakehouse/sales/orders⟧?acl=r", "has no colon", "dataos://lakehouse:sales/orders?acl=r"],
  ["dataos://⟦lakehouse/orders⟧", "has no colon", undefined],
  ["dataos://⟦lakehouse.sales.orders⟧", "has dots between its parts", "dataos://lakehouse:sales/orders"],
  ["dataos://lakehouse:sales/orders⟦.⟧", "has a dot at its end", "dataos://lakehouse:sales/orders"],
  [
    "dataos://lakehouse:sales/orders⟦.⟧?acl=r",
    "has a dot at its end",
    "dataos://lakehouse:sales/orders?acl=r",
  ],
  ["dataos://lakehouse:sales/⟦/⟧orders", "two slashes between", "dataos://lakehouse:sales/orders"],
  ["dataos://lakehouse:⟦ ⟧sales/orders", "holds a blank", "dataos://lakehouse:sales/orders"],
  ["⟦ ⟧dataos://lakehouse:sales/orders", "blanks around it", "dataos://lakehouse:sales/orders"],
  ["dataos://lakehouse:sales/orders⟦\n⟧", "blanks around it", "dataos://lakehouse:sales/orders"],
  ["dataos://lake⟦@⟧house:sales/orders", "no depot's name may hold", undefined],
  ["⟦dataos://⟧", "names no depot", undefined],
  ["⟦dataos://:sales/orders⟧", "names no depot", undefined],
  [
    "dataos://lakehouse:sales/orders?acl=⟦write⟧",
    '"acl" is "r" or "rw"',
    "dataos://lakehouse:sales/orders?acl=rw",
  ],
  ["dataos://lakehouse:sales/orders?a=b&acl=⟦x⟧&c=d", '"acl" is "r" or "rw"', undefined],
  ["dataos://lakehouse:sales⟦:⟧orders", "has a colon between", "dataos://lakehouse:sales/orders"],
  ["dataos://lakehouse⟦:⟧/orders", "names no collection", undefined],
  ["dataos://lakehouse:sales/orders⟦&⟧acl=r", 'has "&"', "dataos://lakehouse:sales/orders?acl=r"],
  ["dataos://lakehouse:sales/orders?⟦?⟧acl=r", 'more than one "?"', "dataos://lakehouse:sales/orders?acl=r"],
  ["dataos://lakehouse:sales/orders?⟦alc⟧=rw", 'write "acl"', "dataos://lakehouse:sales/orders?acl=rw"],
  ["lakehouse.sales.orders⟦.⟧", "has a dot at its end", "lakehouse.sales.orders"],
  ["dataset:⟦lakehouse:sales/orders⟧", "does not have three parts", "dataset:lakehouse:sales:orders"],
  ["dataset:⟦lakehouse:sales⟧", "does not have three parts", undefined],
  ["dataos://⟦//⟧lakehouse/sales/orders", "more than two slashes", "dataos://lakehouse:sales/orders"],
])("says what is wrong with %s", (marked, message, mended) => {
  const text = marked.replace(/[⟦⟧]/g, "");
  const { problem } = parseAddress(text);
  expect(problem?.message).toContain(message);
  expect(problem?.message).toMatch(/^[^\n]+\.$/);
  expect(problem?.range).toEqual({ start: marked.indexOf("⟦"), end: marked.indexOf("⟧") - 1 });
  expect(problem?.fix?.newText).toBe(mended);
});

test.each([
  ["dataos://lakehouse:sales/orders?acl=write", ["lakehouse", "sales", "orders"]],
  ["dataos://lakehouse:sales/orders.", ["lakehouse", "sales", "orders"]],
  ["lakehouse.sales.orders.", ["lakehouse", "sales", "orders"]],
])("the parts of %s are plain in spite of its problem", (text, parts) => {
  expect(partsOf(parseAddress(text).address)).toEqual(parts);
});

const piece = fc.constantFrom(
  ...[
    "dataos://",
    "dataos:",
    "dataset:",
    "lakehouse",
    "sales",
    ":",
    "/",
    ".",
    "?",
    "acl=",
    "rw",
    "&",
    "*",
    " ",
    "\n",
  ],
  ...["${{", "}}", "${X}", "<", ">", "é", "👟", "@"],
);
const addressLike = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string(),
);

test("whatever the text: ranges are within it, and a fix leaves no problem", () => {
  fc.assert(
    fc.property(addressLike, (text) => {
      const { address, problem } = parseAddress(text);
      expectRangesToFit(text, address);
      if (!problem) return;
      expect(problem.range.start).toBeGreaterThanOrEqual(0);
      expect(problem.range.end).toBeGreaterThan(problem.range.start);
      expect(problem.range.end).toBeLessThanOrEqual(text.length);
      if (problem.fix) expect(parseAddress(problem.fix.newText).problem).toBeUndefined();
    }),
    { numRuns: 5_000 },
  );
});

test("nothing is wrong with a usual address", () => {
  fc.assert(fc.property(fc.stringMatching(usual), (text) => findDefect(text) === undefined));
});

function partsOf(address: Address | undefined): readonly string[] {
  return [address?.depot, address?.collection, address?.dataset].filter((part) => part !== undefined);
}

function expectRangesToFit(text: string, address: Address | undefined): void {
  if (!address) return;
  const { depot, collection, dataset } = address.ranges;
  const sliced = [depot, collection, dataset].map((range) => range && text.slice(range.start, range.end));
  expect(sliced).toEqual([address.depot, address.collection, address.dataset]);
}
