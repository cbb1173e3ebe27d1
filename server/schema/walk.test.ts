import { describe, expect, test } from "vitest";
import type { SchemaObject } from "./dialect.ts";
import { expectFix, expectProblems, rootOf, walkText } from "./testing/marked.ts";
import { loadSchemas } from "./schemas.ts";
import { walk } from "./walk.ts";

const job: SchemaObject = {
  type: "object",
  required: ["name", "stack"],
  properties: {
    name: { type: "string", pattern: "^[a-z-]+$", maxLength: 10 },
    stack: { type: "string", enum: ["flare", "soda"] },
    compute: { type: "string" },
    replicas: { type: "integer", minimum: 1, maximum: 9 },
    share: { type: "number" },
    enabled: { type: "boolean" },
    tags: { type: "array", minItems: 1, maxItems: 2, items: { type: "string" } },
    level: { type: "string", enum: ["INFO", "WARN"], "x-severity": "warning" },
    envs: { type: "object", minProperties: 1, additionalProperties: { type: ["string", "number"] } },
  },
  additionalProperties: false,
};

describe("keys", () => {
  test("an unknown key is a warning, with the nearest spelling if there is one", () =>
    expectProblems(
      job,
      `name: a
stack: flare
computee: x
#<^^^^^^^^ warning unknown-key: \`computee\` is not a key of this kind of manifest; did you mean \`compute\`?
colour: red
#<^^^^^^ warning unknown-key: \`colour\` is not a key of this kind of manifest; remove it, or correct its spelling.
`,
    ));

  test("a misspelt key that must be there is one problem", () =>
    expectProblems(
      job,
      `nmae: a
#<^^^^ error unknown-key: \`nmae\` is not a key of this kind of manifest; did you mean \`name\`?
Stack: flare
#<^^^^^ error unknown-key: \`Stack\` is not a key of this kind of manifest; did you mean \`stack\`?
`,
    ));

  test("of several misspelt keys, only one is taken for the missing one", () =>
    expectProblems(
      job,
      `name: a
stac: flare
#<^^^^ error unknown-key: \`stac\` is not a key of this kind of manifest; did you mean \`stack\`?
stak: flare
#<^^^^ warning unknown-key: \`stak\` is not a key of this kind of manifest; did you mean \`stack\`?
`,
    ));

  test("a key that only begins like the missing one is taken for it", () =>
    expectProblems(
      { required: ["relationship"], properties: { relationship: {} }, additionalProperties: false },
      `relation: one
#<^^^^^^^^ error unknown-key: \`relation\` is not a key of this kind of manifest; did you mean \`relationship\`?
`,
    ));

  test("where any key is allowed, the missing key tells which one is misspelt", () =>
    expectProblems(
      { properties: { db: { type: "object", required: ["database"], properties: { database: {} } } } },
      `db:
  databse: x
# ^^^^^^^ error missing-key: \`database\` is missing in \`db\`; is it what \`databse\` should be?
  host: y
`,
    ));

  test("what is missing is said on the key that holds the mapping", () =>
    expectProblems(
      { properties: { spec: job, jobs: { type: "array", items: job } } },
      `spec:
#<^^^^ error missing-key: \`stack\` is missing in \`spec\`; add it.
  name: a
jobs:
  - stack: soda
#   ^^^^^ error missing-key: \`name\` is missing in this item of \`jobs\`; add it.
  - {}
#   ^^ error missing-key: \`name\` is missing in this item of \`jobs\`; add it.
#   ^^ error missing-key: \`stack\` is missing in this item of \`jobs\`; add it.
`,
    ));

  test("at the top of a document, on its first key", () =>
    expectProblems(
      job,
      `# The nightly job
name: a
#<^^^^ error missing-key: \`stack\` is missing at the top of the manifest; add it.
`,
    ));

  test("a recommended key that is missing is a warning, whatever else is said of the schema", () =>
    expectProblems(
      { properties: { compute: {} }, "x-recommended": ["compute"], "x-severity": "hint" },
      `name: a
#<^^^^ warning missing-key: \`compute\` is missing at the top of the manifest; add it.
`,
    ));

  test("a key that must not be there says why, as surely as the schema that forbids it", () =>
    expectProblems(
      {
        properties: { file: {}, spec: {}, x: false },
        if: { required: ["file"] },
        then: {
          properties: { spec: false },
          "x-message": "Either `spec` or `file`.",
          "x-severity": "warning",
        },
      },
      `file: a.yml
spec:
#<^^^^ warning misplaced-key: Either \`spec\` or \`file\`.
  anything: goes
x: 1
#<^ error misplaced-key: \`x\` must not be at the top of the manifest; remove it.
`,
    ));

  test("all schemas that apply are one: keys of references and taken branches are known", () =>
    expectProblems(
      {
        $ref: "#/$defs/base",
        properties: { kind: {} },
        allOf: [{ properties: { title: {} } }],
        if: { required: ["kind"], properties: { kind: { const: "a" } } },
        then: { properties: { a: { type: "integer" } } },
        else: { properties: { b: {} } },
        unevaluatedProperties: false,
        $defs: { base: { properties: { name: {} }, patternProperties: { "^x-": {} } } },
      },
      `name: n
title: t
kind: a
x-note: free
a: 1
b: 2
#<^ warning unknown-key: \`b\` is not a key of this kind of manifest; remove it, or correct its spelling.
`,
    ));

  test("a deprecated key is a hint", () =>
    expectProblems(
      {
        properties: {
          new: {},
          old: { deprecated: true, "x-replaced-by": "new" },
          older: { deprecated: true, "x-message": "Nobody reads `older`.", "x-severity": "warning" },
        },
      },
      `old: 1
#<^^^ hint deprecated-key: \`old\` is deprecated; use \`new\` instead.
older: 1
#<^^^^^ warning deprecated-key: Nobody reads \`older\`.
`,
    ));

  test("a deprecated value is marked itself", () =>
    expectProblems(
      {
        properties: {
          stack: { if: { const: "alpha" }, then: { deprecated: true, "x-replaced-by": "container" } },
        },
      },
      `stack: alpha
#      ^^^^^ hint deprecated-key: This value of \`stack\` is deprecated; use \`container\` instead.
`,
    ));
});

describe("values", () => {
  test("one problem for each value, worded for a person", () =>
    expectProblems(
      job,
      `name: Not_A_Name
#     ^^^^^^^^^^ error malformed-value: \`Not_A_Name\` is not a valid value of \`name\`: it must match \`^[a-z-]+$\`.
stack: Flare
#      ^^^^^ error unknown-value: \`Flare\` is not a value of \`stack\`; did you mean \`flare\`?
compute: 5
#        ^ error wrong-type: \`compute\` must be text, not \`5\`.
replicas: "3"
#         ^^^ error wrong-type: \`replicas\` must be a whole number, not text.
enabled: yes
#        ^^^ error wrong-type: \`enabled\` must be \`true\` or \`false\`, not text.
tags: [a, 2]
#         ^ error wrong-type: An item of \`tags\` must be text, not \`2\`.
level: LOUD
#      ^^^^ warning unknown-value: \`LOUD\` is not a value of \`level\`; use \`INFO\` or \`WARN\`.
envs: [a]
#     ^^^ error wrong-type: \`envs\` must be a mapping, not a list.
`,
    ));

  test("bounds", () =>
    expectProblems(
      job,
      `name: abcdefghijkl
#     ^^^^^^^^^^^^ error value-out-of-range: \`name\` must have at most 10 characters, and has 12.
stack: flare
replicas: 0
#         ^ error value-out-of-range: \`replicas\` must be at least 1, not \`0\`.
tags: [a, b, c]
#     ^^^^^^^^^ error value-out-of-range: \`tags\` must have at most 2 items, and has 3.
envs: {}
#     ^^ error value-out-of-range: \`envs\` must have at least 1 key, and has 0.
`,
    ));

  test("a whole number may be written as a float, and no float is one", () =>
    expectProblems(
      { properties: { a: { type: "integer" }, b: { type: "integer" } } },
      `a: 2.0
b: 2.5
#  ^^^ error wrong-type: \`b\` must be a whole number, not \`2.5\`.
`,
    ));

  test("the schema's own words replace ours, and the most severe constraint speaks", () =>
    expectProblems(
      {
        properties: {
          cpu: {
            pattern: "^\\d+m?$",
            "x-severity": "warning",
            "x-message": "Write thousandths of a core.",
            allOf: [{ enum: ["1", "2", "500m"], "x-severity": "information" }],
          },
        },
      },
      `cpu: 5Gi
#    ^^^ warning malformed-value: Write thousandths of a core.
`,
    ));

  test("nothing is said of what is inside a value of the wrong type", () =>
    expectProblems(
      { properties: { spec: { type: "array", required: ["x"], additionalProperties: false } } },
      `spec:
  a: 1
# ^^^^ error wrong-type: \`spec\` must be a list, not a mapping.
`,
    ));

  test("formats that are checked here", () =>
    expectProblems(
      {
        properties: {
          cron: { format: "cron" },
          weekdays: { format: "cron" },
          zone: { format: "timezone" },
          filter: { format: "jq" },
          address: { format: "dataos-address" },
          unknown: { format: "of another world" },
        },
      },
      `cron: "61 * * * *"
#     ^^^^^^^^^^^^ error malformed-value: \`61\` is no minute in a cron expression; write \`*\`, a number from 0 to 59, or a range or step of them.
weekdays: "*/5 8-18/2 1,15 JAN-MAR MON-FRI"
zone: Mars/Olympus
#     ^^^^^^^^^^^^ error malformed-value: \`Mars/Olympus\` is no time zone; write \`UTC\` or a name such as \`Europe/Berlin\`.
filter: .a[0
#       ^^^^ error malformed-value: This jq filter ends before its \`]\`; add what is missing.
address: anything
unknown: anything
`,
    ));
});

describe("half-written and open values", () => {
  test("an empty value is a problem where the key is required, and silent elsewhere", () =>
    expectProblems(
      job,
      `name:
#<^^^^ error missing-key: \`name\` is empty; give it a value.
stack: flare
replicas:
tags:
  -
`,
    ));

  test("keys that lost their indentation are one problem, on the empty key they belong to", () => {
    const schema: SchemaObject = {
      properties: {
        depot: {
          type: "object",
          properties: { type: {}, secrets: {} },
          if: { properties: { type: { const: "JDBC" } } },
          then: { properties: { jdbc: {} } },
        },
        name: {},
      },
      required: ["depot"],
      additionalProperties: false,
    };
    expectProblems(
      schema,
      `depot:
#<^^^^^ error missing-key: \`depot\` is empty; indent what belongs to it: \`type\`, \`jdbc\`.
type: JDBC
jdbc:
  host: a

  port: 1
name: a
colour: red
#<^^^^^^ warning unknown-key: \`colour\` is not a key of this kind of manifest; remove it, or correct its spelling.
`,
    );
    expectFix(
      schema,
      "depot:\ntype: a\njdbc:\n  x: 1\n\n  y: 2\n",
      "Indent under depot",
      "depot:\n  type: a\n  jdbc:\n    x: 1\n\n    y: 2\n",
    );
  });

  test("a section that takes any key is where unknown keys below it belong", () =>
    expectProblems(
      {
        properties: { service: { type: "object" }, tags: { type: "array" }, type: {} },
        required: ["service"],
        additionalProperties: false,
      },
      `tags:
port: 1
#<^^^^ warning unknown-key: \`port\` is not a key of this kind of manifest; remove it, or correct its spelling.
service:
#<^^^^^^^ error missing-key: \`service\` is empty; indent what belongs to it: \`replicas\`, \`image\`.
replicas: 1
image: a
type: service
`,
    ));

  test("an empty value is fine where the schema says so", () =>
    expectProblems({ required: ["a"], properties: { a: { type: ["object", "null"] } } }, "a:\n"));

  test.each(["${{n}}", "${N}", "$N", "{{ n }}", "<n>", "at-${{n}}-end"])(
    "%s satisfies everything",
    (open) => {
      const text = `name: ${open}\nstack: ${open}\nreplicas: ${open}\ntags: ${open}\nenvs: ${open}\n`;
      expectProblems(job, text);
    },
  );

  test("a key with a placeholder can be any key, also the one that is missing", () =>
    expectProblems(job, "name: a\n${{more}}: x\n"));

  test("a discriminator that is open chooses no branch", () =>
    expectProblems(
      {
        properties: { stack: { type: "string" }, body: {} },
        if: { properties: { stack: { const: "flare" } } },
        then: { required: ["job"], properties: { job: {} } },
        else: { properties: { body: { type: "string" } } },
        unevaluatedProperties: false,
      },
      `stack: \${{stack}}
body: 5
job: x
`,
    ));
});

describe("discriminators", () => {
  const step: SchemaObject = {
    required: ["name"],
    properties: { name: { enum: ["rename", "drop"] } },
    allOf: [
      {
        if: { required: ["name"], properties: { name: { const: "rename" } } },
        then: { required: ["asColumn"], properties: { asColumn: {}, column: { type: "string" } } },
      },
      {
        if: { required: ["name"], properties: { name: { const: "drop" } } },
        then: { required: ["columns"], properties: { columns: { type: "array" } } },
      },
    ],
    unevaluatedProperties: false,
  };

  test("the branch of its value is judged", () =>
    expectProblems(
      step,
      `name: drop
columns: all
#        ^^^ error wrong-type: \`columns\` must be a list, not text.
asColumn: x
#<^^^^^^^^ warning unknown-key: \`asColumn\` is not a key of this kind of manifest; remove it, or correct its spelling.
`,
    ));

  test("a wrong one is the only problem", () =>
    expectProblems(
      step,
      `name: renam
#     ^^^^^ error unknown-value: \`renam\` is not a value of \`name\`; did you mean \`rename\`?
column: 5
asColumn: x
`,
    ));

  test("a misspelt or missing one is the only problem", () => {
    expectProblems(
      step,
      `nam: rename
#<^^^ error unknown-key: \`nam\` is not a key of this kind of manifest; did you mean \`name\`?
column: 5
`,
    );
    expectProblems(
      step,
      `column: 5
#<^^^^^^ error missing-key: \`name\` is missing at the top of the manifest; add it.
`,
    );
  });

  test("a branch that is fussy about its own discriminator does not make it wrong", () =>
    expectProblems(
      {
        properties: { stack: { pattern: "^[a-z]+$" } },
        if: { required: ["stack"], properties: { stack: { pattern: "^al" } } },
        then: {
          properties: {
            stack: { pattern: "^container$", "x-severity": "information", "x-message": "Old." },
            a: {},
          },
        },
        unevaluatedProperties: false,
      },
      `stack: alpha
#      ^^^^^ information malformed-value: Old.
a: 1
`,
    ));
});

describe("aliases and merge keys", () => {
  test("what they stand for is judged once, where it is written", () =>
    expectProblems(
      { additionalProperties: job },
      `first: &first
  name: a
  stack: flare
  replicas: many
#           ^^^^ error wrong-type: \`replicas\` must be a whole number, not text.
second: *first
third:
  <<: *first
  name: b
`,
    ));

  test("of what an alias should have stood for nothing is said", () =>
    expectProblems(
      { additionalProperties: job },
      "a: *first\nb:\n  <<: *first\nc:\n  <<: [*first, *second]\n",
    ));
});

describe("fixes", () => {
  test.each<[what: string, before: string, title: string, after: string]>([
    ["rename", "name: a\nstak: soda\n", "Rename to stack", "name: a\nstack: soda\n"],
    ["nearest value", "name: a\nstack: Soda # x\n", "Change to soda", "name: a\nstack: soda # x\n"],
    [
      "text to truth",
      "name: a\nstack: soda\nenabled: 'true'\n",
      "Change to true",
      "name: a\nstack: soda\nenabled: true\n",
    ],
    [
      "older truth",
      "name: a\nstack: soda\nenabled: off\n",
      "Change to false",
      "name: a\nstack: soda\nenabled: false\n",
    ],
    [
      "text to number",
      "name: a\nstack: soda\nreplicas: '2'\n",
      "Change to 2",
      "name: a\nstack: soda\nreplicas: 2\n",
    ],
    [
      "text to fraction",
      "name: a\nstack: soda\nshare: '0.5'\n",
      "Change to 0.5",
      "name: a\nstack: soda\nshare: 0.5\n",
    ],
    [
      "number to text",
      "name: a\nstack: soda\ncompute: 0x1F\n",
      "Put it in quotes",
      'name: a\nstack: soda\ncompute: "0x1F"\n',
    ],
    [
      "one to a list",
      "name: a\nstack: soda\ntags: x\n",
      "Make it a list",
      'name: a\nstack: soda\ntags: ["x"]\n',
    ],
    ["add", "name: a # x\n# y\n", "Add stack", "name: a # x\nstack: \n# y\n"],
    ["add at the end of the file", "name: a", "Add stack", "name: a\nstack: "],
    ["add after a block", "name: a\ncompute: |\n  x\n", "Add stack", "name: a\ncompute: |\n  x\nstack: \n"],
    ["add after a deeper map", "name: a\nenvs:\n  x: y\n", "Add stack", "name: a\nenvs:\n  x: y\nstack: \n"],
    ["add in braces", "{ name: a }", "Add stack", "{ name: a, stack:  }"],
    ["add with other line breaks", "name: a\r\n", "Add stack", "name: a\nstack: \r\n"],
  ])("%s", (_what, before, title, after) => expectFix(job, before, title, after));

  test("a key of an item is added under its first key", () =>
    expectFix(
      { properties: { jobs: { items: { required: ["type"], properties: { type: { const: "x" } } } } } },
      "jobs:\n  - name: a\n    stack: soda\n",
      "Add type",
      "jobs:\n  - name: a\n    stack: soda\n    type: x\n",
    ));

  test.each([
    ["with its lines", "a: 1\nspec:\n  x: 1 # why\nb: 2\n", "a: 1\nb: 2\n"],
    ["at the end of the file", "a: 1\nspec: {}", "a: 1\n"],
    ["in braces", "{ a: 1, spec: {}, b: 2 }", "{ a: 1, b: 2 }"],
    ["last in braces", "{ a: 1, spec: {} }", "{ a: 1 }"],
  ])("a misplaced key is removed %s", (_where, before, after) =>
    expectFix({ properties: { spec: false } }, before, "Remove spec", after),
  );

  test("the first key of an item is removed without the dash", () =>
    expectFix({ items: { properties: { spec: false } } }, "- spec: 1\n  a: 2\n", "Remove spec", "- a: 2\n"));

  test("a deprecated key is renamed, unless its successor is there already or lies deeper", () => {
    const schema: SchemaObject = {
      properties: {
        old: { deprecated: true, "x-replaced-by": "new" },
        deep: { deprecated: true, "x-replaced-by": "options.deep" },
      },
    };
    expectFix(schema, "old: 1\n", "Rename to new", "new: 1\n");
    const fixless = walkText(schema, "old: 1\nnew: 2\ndeep: 3\n").problems;
    expect(fixless.map(({ fixes }) => fixes)).toEqual([undefined, undefined]);
  });

  test("without the text nothing is added or removed", () => {
    const { schemas } = loadSchemas({ "test.json": job });
    const [problem] = walk(rootOf("name: a\n"), "test.json", schemas).problems;
    expect(problem?.fixes).toBeUndefined();
  });
});

describe("annotations", () => {
  const workflow: SchemaObject = {
    properties: {
      name: { "x-defines": "workflow" },
      dag: {
        "x-scope": ["job"],
        items: {
          "x-scope": ["step-view", "input"],
          properties: {
            name: { $ref: "#/$defs/name", "x-defines": "job" },
            after: { items: { "x-refers": "job" } },
            "a/b": { "x-sql": { dialect: "spark", form: "statement" } },
            plain: { type: "string" },
          },
        },
      },
    },
    $defs: { name: { format: "name" } },
  };

  test("come with the place of their node and the scopes around it, innermost first", () => {
    const { annotations } = walkText(
      workflow,
      `name: w
dag:
  - name: one
    plain: x
  - name: two
    after: [one]
    a/b: SELECT 1
`,
    );
    const dag = { pointer: "/dag", kinds: ["job"] };
    const first = { pointer: "/dag/0", kinds: ["step-view", "input"] };
    const second = { pointer: "/dag/1", kinds: ["step-view", "input"] };
    expect(
      annotations.map(({ path, schema, scopes }) => [
        path.join(" "),
        schema["x-defines"] ?? schema["x-refers"],
        scopes,
      ]),
    ).toEqual([
      ["name", "workflow", []],
      ["dag 0 name", "job", [first, dag]],
      ["dag 0 name", undefined, [first, dag]],
      ["dag 1 name", "job", [second, dag]],
      ["dag 1 name", undefined, [second, dag]],
      ["dag 1 after 0", "job", [second, dag]],
      ["dag 1 a/b", undefined, [second, dag]],
    ]);
  });

  test("come from taken branches only, also for values that are wrong", () => {
    const schema: SchemaObject = {
      properties: {
        name: { type: "string", "x-defines": "depot" },
        ref: { if: { enum: ["*"] }, then: { "x-refers": "all" }, else: { "x-refers": "one" } },
        empty: { "x-refers": "x" },
      },
    };
    const { annotations } = walkText(schema, "name: 2024\nref: a\nempty:\n");
    expect(
      annotations.map((annotation) => annotation.schema["x-defines"] ?? annotation.schema["x-refers"]),
    ).toEqual(["depot", "one"]);
  });
});

describe("hostile input", () => {
  test("a schema that branches into itself on every level costs a bounded number of steps", () => {
    const bomb: SchemaObject = {
      $ref: "#/$defs/deep",
      $defs: {
        deep: {
          if: { properties: { a: { $ref: "#/$defs/deep" } } },
          then: { properties: { a: { $ref: "#/$defs/deep" } } },
          else: { properties: { a: { $ref: "#/$defs/deep" } } },
        },
      },
    };
    const depth = 60;
    expect(walkText(bomb, `${"{ a: ".repeat(depth)}1${" }".repeat(depth)}`).problems).toEqual([]);
  });

  test("a document of the wrong shape is one problem", () => {
    expectProblems(
      { type: "object" },
      "- a\n".replace("- a", "- a\n#<^^^ error wrong-type: The manifest must be a mapping, not a list."),
    );
  });

  test("of thousands of unknown keys only so many are reported", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `key${index}:`).join("\n");
    const { problems } = walkText({ ...job, required: [] }, text);
    expect(problems).toHaveLength(200);
  });

  test("an unknown schema file has nothing to say", () => {
    const { schemas } = loadSchemas({});
    expect(walk(rootOf("a: 1"), "nowhere.json", schemas)).toEqual({ problems: [], annotations: [] });
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is a key like any other",
    (name) => {
      expect(walkText(job, `name: a\nstack: soda\n${name}: 1\n`).problems).toMatchObject([
        { rule: "unknown-key" },
      ]);
    },
  );
});
