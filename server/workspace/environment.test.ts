import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { environmentOf } from "./environment.ts";

const two = "environments: {dev: {DEPOT: devlake, ONLY: x}, prod: {DEPOT: lakehouse}}\n";

test.each([
  ["the first one", two, "dev", "devlake"],
  ["the chosen one", `${two}environment: prod\n`, "prod", "lakehouse"],
  ["none where there is none", "", undefined, undefined],
])("goes by %s", (_, text, name, depot) => {
  const environment = environmentOf(readConfig(text).config);
  expect(environment.name).toBe(name);
  expect(environment.values.get("DEPOT")).toBe(depot);
});

test("one that is asked for counts, and what it does not list comes from the process", () => {
  const others = { DEPOT: "shell", HOME: "home", GONE: undefined };
  const { name, values } = environmentOf(readConfig(two).config, { name: "prod", others });
  expect(name).toBe("prod");
  expect([...values]).toEqual([
    ["DEPOT", "lakehouse"],
    ["HOME", "home"],
  ]);
});

test.each(["wrong: [", "environments: [a]", "environments: {dev: lake}", "environments: {dev: {A: [1]}}"])(
  "%j gives no values",
  (text) => {
    expect(environmentOf(readConfig(text).config).values.size).toBe(0);
  },
);
