import { expect, test } from "vitest";
import type { Manifest } from "../manifest/model.ts";
import type { Definition, Reference } from "../manifest/symbols.ts";
import { lensModelOf, symbolsOf } from "./file-symbols.ts";
import { SymbolIndex } from "./index.ts";

/** A manifest that defines (`+kind name`) and mentions (`kind name`) symbols, each at its place in the list. */
function manifest(...symbols: string[]): Manifest {
  const definitions: Definition[] = [];
  const references: Reference[] = [];
  for (const [start, symbol] of symbols.entries()) {
    const [kind = "", name = ""] = symbol.replace("+", "").split(" ");
    const range = { start, end: start + 1 };
    if (symbol.startsWith("+")) definitions.push({ symbol: kind, name, range });
    else references.push({ symbols: [kind], name, range, scopes: [] });
  }
  return { ...empty, definitions, references };
}

const empty: Manifest = {
  kind: "workflow",
  range: { start: 0, end: 0 },
  definitions: [],
  references: [],
  paths: [],
  sqls: [],
  problems: [],
  body: undefined,
};

function set(index: SymbolIndex, file: string, ...symbols: string[]): readonly string[] {
  const manifests = [manifest(...symbols)];
  const changed = index.set(file, symbolsOf(file, { defining: manifests, referring: manifests }));
  return [...changed].map((question) => question.replaceAll("\n\n", " ").replaceAll("\n", " ")).sort();
}

test("a new definition answers for its symbol and the names of its kind", () => {
  const index = new SymbolIndex();
  expect(set(index, "b.yml", "+depot sales")).toEqual([
    "definition-details depot sales",
    "definitions depot sales",
    "names depot ",
  ]);
  expect(index.definitions("depot", "sales", "").map(({ file }) => file)).toEqual(["b.yml"]);
  expect(index.names("depot", "")).toEqual(["sales"]);
});

test("an edit changes no answer about what stays", () => {
  const index = new SymbolIndex();
  set(index, "a.yml", "+depot sales", "cluster system");
  expect(set(index, "a.yml", "+depot sales", "cluster system")).toEqual([]);
  expect(set(index, "a.yml", "+depot sales", "cluster other")).toEqual([
    "mentions cluster ",
    "reference-details cluster other",
    "reference-details cluster system",
    "references cluster other",
    "references cluster system",
  ]);
});

test("a definition that only moves keeps its name and its existence", () => {
  const index = new SymbolIndex();
  set(index, "a.yml", "+depot sales");
  expect(set(index, "a.yml", "compute x", "+depot sales")).toEqual([
    "definition-details depot sales",
    "mentions compute ",
    "reference-details compute x",
    "references compute x",
  ]);
});

test("a name stays known while any file defines it", () => {
  const index = new SymbolIndex();
  set(index, "a.yml", "+depot sales");
  set(index, "b.yml", "+depot sales");
  expect([...index.set("a.yml", undefined)].some((question) => question.startsWith("names"))).toBe(false);
  expect(index.names("depot", "")).toEqual(["sales"]);
  expect([...index.set("b.yml", undefined)].some((question) => question.startsWith("names"))).toBe(true);
  expect(index.names("depot", "")).toEqual([]);
  expect(index.definitions("depot", "sales", "")).toEqual([]);
});

test("answers are in the order of paths, whatever the order of events", () => {
  const index = new SymbolIndex();
  for (const file of ["c.yml", "a.yml", "b.yml"]) set(index, file, "depot sales");
  set(index, "a.yml", "depot sales", "depot sales");
  const files = index.references("depot", "sales", "").map(({ file }) => file);
  expect(files).toEqual(["a.yml", "a.yml", "b.yml", "c.yml"]);
});

test("symbols of an inner scope stay inside", () => {
  const index = new SymbolIndex();
  const scoped: Manifest = {
    ...empty,
    definitions: [{ symbol: "job", name: "load", range: { start: 0, end: 4 }, scope: "/workflow" }],
    references: [{ symbols: ["job"], name: "load", range: { start: 9, end: 13 }, scopes: ["/workflow"] }],
  };
  index.set("a.yml", symbolsOf("a.yml", { defining: [scoped], referring: [scoped] }));
  expect(index.definitions("job", "load", "")).toEqual([]);
  expect(index.references("job", "load", "")).toEqual([]);
});

test("a name with a placeholder is defined, but proposed to nobody", () => {
  const index = new SymbolIndex();
  const open: Manifest = {
    ...empty,
    definitions: [{ symbol: "depot", name: "${NAME}", range: { start: 0, end: 7 }, open: true }],
  };
  index.set("a.yml", symbolsOf("a.yml", { defining: [open], referring: [] }));
  expect(index.names("depot", "")).toEqual([]);
  expect(index.definitions("depot", "${NAME}", "")).toHaveLength(1);
});

test.each([
  ["sales/model/tables/orders.yml", "lens-tables", "sales/model/"],
  ["sales/model/views/orders.yml", "lens-views", "sales/model/"],
  ["sales/model/user_groups.yml", "lens-user-groups", "sales/model/"],
  ["tables/orders.yml", "lens-tables", "/"],
  ["orders.yml", "lens-tables", "/"],
  ["sales/lens.yml", "lens-1", "sales/lens.yml"],
])("%s of kind %s belongs to the model %s", (file, kind, model) => {
  expect(lensModelOf(file, [{ kind }])).toBe(model);
});

test("equal names in two models are two symbols", () => {
  const index = new SymbolIndex();
  set(index, "one/tables/t.yml", "+lens-table orders");
  set(index, "two/tables/t.yml", "+lens-table orders", "lens-table customer");
  expect(index.definitions("lens-table", "orders", "one/").map(({ file }) => file)).toEqual([
    "one/tables/t.yml",
  ]);
  expect(index.names("lens-table", "two/")).toEqual(["orders"]);
  expect(index.definitions("lens-table", "orders", "")).toEqual([]);
});
