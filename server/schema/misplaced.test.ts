import { test } from "vitest";
import type { SchemaObject } from "./dialect.ts";
import { expectProblems } from "./testing/marked.ts";

const job: SchemaObject = {
  type: "object",
  required: ["stack"],
  properties: {
    stack: { type: "string" },
    compute: { type: "string" },
    retry: { type: "object", properties: { count: { type: "integer" } }, additionalProperties: false },
    schedule: { type: "object", properties: { cron: { type: "string" } }, additionalProperties: false },
    options: { type: "object" },
  },
  additionalProperties: false,
};

test("a key that belongs one level further out", () =>
  expectProblems(
    job,
    `stack: flare
retry:
  count: 2
  compute: x
# ^^^^^^^ warning misplaced-key: \`compute\` is not a key of \`retry\`, but belongs beside it; indent it as \`retry\` is.
`,
  ));

test("one that is required there is one problem, as severe as if it were missing", () =>
  expectProblems(
    job,
    `retry:
  stack: flare
# ^^^^^ error misplaced-key: \`stack\` is not a key of \`retry\`, but belongs beside it; indent it as \`retry\` is.
`,
  ));

test("one that is there already", () =>
  expectProblems(
    job,
    `stack: flare
compute: x
retry:
  compute: x
# ^^^^^^^ warning unknown-key: \`compute\` is not a key of \`retry\`; remove it, or correct its spelling.
`,
  ));

test("where any key may stand, nothing is said of it, and it is missing", () =>
  expectProblems(
    job,
    `options:
#<^^^^^^^ error missing-key: \`stack\` is missing at the top of the manifest; add it.
  stack: flare
`,
  ));

test("a key that belongs in the map of another", () =>
  expectProblems(
    job,
    `stack: flare
cron: "0 2 * * *"
#<^^^^ warning misplaced-key: \`cron\` is not a key of this kind of manifest, but of its \`schedule\`; move it there.
`,
  ));

test("a key that several maps have", () =>
  expectProblems(
    {
      properties: {
        requests: { type: "object", properties: { cpu: {} } },
        limits: { type: "object", properties: { cpu: {} } },
      },
      additionalProperties: false,
    },
    `cpu: 1
#<^^^ warning unknown-key: \`cpu\` is not a key of this kind of manifest; remove it, or correct its spelling.
`,
  ));
