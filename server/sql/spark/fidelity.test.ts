import { expect, test } from "vitest";
import { fidelityOf } from "./fidelity.ts";

const named = (...names: string[]) => names.map((name) => ({ name }));

test("a statement is as trustworthy as the worst of its functions", () => {
  expect(fidelityOf(named("upper", "count"), "spark")).toEqual({ fidelity: "exact", notes: [] });
  expect(fidelityOf(named("upper", "round", "round"), "spark")).toMatchObject({
    fidelity: "approximate",
    notes: [expect.stringContaining("round")],
  });
  expect(fidelityOf(named("round", "soundex"), "spark")).toMatchObject({ fidelity: "unsupported" });
});

test("a function is known under all its names", () => {
  expect(fidelityOf(named("ucase", "substr", "locate", "int", "pow", "day"), "spark").fidelity).toBe("exact");
});

test("what nobody compared is approximate, and DuckDB's own SQL is exact", () => {
  expect(fidelityOf(named("upper"), "trino")).toMatchObject({
    fidelity: "approximate",
    notes: [expect.stringContaining("Trino")],
  });
  expect(fidelityOf(named("anything"), "duckdb").fidelity).toBe("exact");
});
