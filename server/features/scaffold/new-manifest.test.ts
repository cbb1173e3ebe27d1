import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../test/support/problems.ts";
import { builtinSchemas } from "../../schema/builtin.ts";
import { kindsToMake, newManifest, type NewManifest } from "./new-manifest.ts";

/** Each kind with each answer to its first question. */
const variants = kindsToMake(builtinSchemas).flatMap((kind) => {
  const [question] = made({ kind, name: "sales" }).open;
  if (!question) return [{ kind, choices: {} }];
  return question.answers.map((answer) => ({ kind, choices: { [question.id]: answer } }));
});

function made(order: Parameters<typeof newManifest>[0]) {
  const manifest: NewManifest = newManifest(order, builtinSchemas);
  if ("refused" in manifest) throw new Error(manifest.refused);
  return manifest;
}

test("manifests of every kind that has a schema can be made", () => {
  expect(kindsToMake(builtinSchemas)).toEqual(
    expect.arrayContaining([
      "bundle",
      "cluster",
      "data",
      "depot",
      "lens",
      "lens-tables",
      "monitor",
      "workflow",
    ]),
  );
  expect(variants.length).toBeGreaterThan(35);
});

test.each(variants)("$kind with $choices has no problem", async ({ kind, choices }) => {
  const { text } = made({ kind, name: "sales", choices });
  expect(await problemsOf(`#- it.yml\n${text}`), text).toEqual([]);
});

test.each(variants)(
  "$kind with $choices as a snippet is the same, with places to fill in",
  ({ kind, choices }) => {
    const { text, snippet } = made({ kind, name: "sales", choices });
    const filled = snippet
      .replace(/(?<!\\)\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, "$1")
      .replace(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
      .replace(/\\([\\$},|])/g, "$1");
    expect(Object.keys(parse(filled) as object)).toEqual(Object.keys(parse(text) as object));
  },
);

describe("what is asked and given", () => {
  test("answers may be spelt in any case, values of any key be set by its path", () => {
    const { text } = made({
      kind: "depot",
      name: "crm",
      choices: {
        type: "snowflake",
        "depot.snowflake.warehouse": "SMALL",
        "depot.external": "false",
        "depot.compute": "007",
      },
    });
    expect(parse(text)).toMatchObject({
      depot: { type: "SNOWFLAKE", external: false, compute: "007", snowflake: { warehouse: "SMALL" } },
    });
  });

  test("a question that is answered is not asked again", () => {
    expect(made({ kind: "monitor", name: "m" }).open.map(({ id }) => id)).toEqual(["type"]);
    expect(made({ kind: "monitor", name: "m", choices: { type: "report_monitor" } }).open).toEqual([]);
  });

  test.each([
    [{ kind: "depto", name: "x" }, 'There is no kind "depto"; did you mean "depot"?'],
    [{ kind: "depot", name: "x", choices: { tpye: "S3" } }, 'A depot has no "tpye" to set; set type'],
  ])("%j is refused", (order, message) => {
    expect(newManifest(order, builtinSchemas)).toEqual({ refused: expect.stringContaining(message) });
  });
});
