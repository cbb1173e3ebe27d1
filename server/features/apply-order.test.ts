import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { depot, flare } from "../../test/support/manifests.ts";
import { deriveFacts } from "../manifest/facts.ts";
import type { Project } from "../run/project.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import { defaultConfig } from "../workspace/config.ts";
import { orderToApply } from "./apply-order.ts";
import { ctlCommands, type CtlAction } from "./ctl-commands.ts";
import { strongComponents } from "./strong-components.ts";

function projectWith(files: Readonly<Record<string, string>>): Project {
  return {
    root: "/shop",
    config: defaultConfig,
    files: Object.entries(files).map(([path, text]) => ({
      path,
      manifests: deriveFacts(text, { schemas: builtinSchemas }).manifests,
    })),
    readText: (path) => Promise.resolve(files[path]),
  };
}

function order(files: Readonly<Record<string, string>>, asked = Object.keys(files)) {
  const { layers, cycles, included } = orderToApply(projectWith(files), asked);
  return {
    layers: layers.map((layer) => layer.map(({ file }) => file)),
    cycles,
    included: included.map(({ file, by }) => `${file} with ${by}`),
  };
}

const reads = (name: string, from: string, to: string) => flare({ name, input: from, output: to });
const superDag = (name: string, ...files: string[]) =>
  `name: ${name}\nversion: v1\ntype: workflow\nworkflow:\n  dag:\n${files
    .map((file, index) => `    - name: job-${index}\n      file: ${file}\n`)
    .join("")}`;
const secret = (name: string, data = "key: ${KEY}") =>
  `name: ${name}\nversion: v1\ntype: instance-secret\ninstance-secret:\n  type: key-value\n  acl: r\n  data:\n    ${data}\n`;

const shop = {
  "1-flow.yml": reads("orders", "dataos://crm:raw/orders", "dataos://lake:sales/orders"),
  "2-late.yml": reads("report", "dataos://lake:sales/orders", "dataos://lake:sales/report"),
  "3-depot.yml": depot("crm"),
  "4-lake.yml": depot("lake"),
  "5-secret.yml": secret("crm-r"),
};

describe("the order", () => {
  test("what defines something comes before what refers to it", () => {
    expect(order(shop)).toEqual({
      layers: [["4-lake.yml", "5-secret.yml"], ["3-depot.yml"], ["1-flow.yml"], ["2-late.yml"]],
      cycles: [],
      included: [],
    });
  });

  test("of a part of the workspace it is the same, what lies between counted", () => {
    expect(order(shop, ["2-late.yml", "5-secret.yml"]).layers).toEqual([["5-secret.yml"], ["2-late.yml"]]);
  });

  test("a workflow of a super-DAG is applied with it, and what it needs before both", () => {
    const files = { ...shop, "0-all.yml": superDag("all", "1-flow.yml", "2-late.yml") };
    expect(order(files)).toEqual({
      layers: [["4-lake.yml", "5-secret.yml"], ["3-depot.yml"], ["0-all.yml"]],
      cycles: [],
      included: ["1-flow.yml with 0-all.yml", "2-late.yml with 0-all.yml"],
    });
  });

  test("what is a part of several files needs only one of them to be applied before", () => {
    const files = {
      "a.yml": superDag("a", "part.yml", "reader.yml"),
      "b.yml": superDag("b", "part.yml"),
      "part.yml": reads("part", "dataos://lake:raw/x", "dataos://lake:sales/x"),
      "reader.yml": reads("reader", "dataos://lake:sales/x", "dataos://lake:sales/y"),
      "last.yml": reads("last", "dataos://lake:sales/x", "dataos://lake:sales/z"),
    };
    expect(order(files)).toMatchObject({ layers: [["a.yml", "b.yml"], ["last.yml"]], cycles: [] });
  });

  test("who asks for a part alone gets it alone", () => {
    const files = { ...shop, "0-all.yml": superDag("all", "1-flow.yml") };
    expect(order(files, ["1-flow.yml"])).toMatchObject({ layers: [["1-flow.yml"]], included: [] });
  });

  test("files that need each other share a layer, and are told", () => {
    const files = {
      "a.yml": reads("a", "dataos://lake:sales/b", "dataos://lake:sales/a"),
      "b.yml": reads("b", "dataos://lake:sales/a", "dataos://lake:sales/b"),
      "lake.yml": depot("lake"),
    };
    expect(order(files)).toMatchObject({
      layers: [["lake.yml"], ["a.yml", "b.yml"]],
      cycles: [
        [
          { file: "a.yml", needs: "dataset lake:sales/b" },
          { file: "b.yml", needs: "dataset lake:sales/a" },
        ],
      ],
    });
  });

  test("super-DAGs that include each other are applied once", () => {
    const files = { "a.yml": superDag("a", "b.yml"), "b.yml": superDag("b", "a.yml") };
    expect(order(files)).toEqual({ layers: [["a.yml"]], cycles: [], included: ["b.yml with a.yml"] });
  });

  test("Lens models and other files are not applied", () => {
    const files = {
      "model/tables/one.yml": "tables:\n  - name: one\n    sql: SELECT 1\n    dimensions: []\n",
      "compose.yml": "services: {}\n",
    };
    expect(order(files).layers).toEqual([]);
  });
});

test("in any graph a group comes after all that it leads to, and holds who leads to each other", () => {
  const graph = fc
    .integer({ min: 1, max: 8 })
    .chain((size) =>
      fc.array(fc.array(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
    );
  fc.assert(
    fc.property(graph, (edges) => {
      const nodes = edges.map((_, node) => node);
      const next = (node: number) => edges[node] ?? [];
      const reach = (start: number) => {
        const reached = new Set(next(start));
        for (const node of reached) for (const target of next(node)) reached.add(target);
        return reached;
      };
      const groups = strongComponents(nodes, next);
      expect(groups.flat().toSorted()).toEqual(nodes);
      const place = new Map(groups.flatMap((group, index) => group.map((node) => [node, index] as const)));
      for (const node of nodes) {
        for (const target of reach(node)) {
          const together = place.get(node) === place.get(target);
          expect(together || (place.get(target) ?? 0) < (place.get(node) ?? 0)).toBe(true);
          expect(together && node !== target).toBe(node !== target && reach(target).has(node));
        }
      }
    }),
  );
});

test("a chain of many files does not exhaust the stack", () => {
  const nodes = Array.from({ length: 50_000 }, (_, index) => index);
  const groups = strongComponents(nodes, (node) => (node + 1 < nodes.length ? [node + 1] : []));
  expect(groups[0]).toEqual([nodes.length - 1]);
});

describe("the command", () => {
  const command = async (text: string, action: CtlAction = "apply", file = "a b.yml") => {
    const project = projectWith({ [file]: text });
    const [found] = await ctlCommands(project, orderToApply(project, [file]), { action });
    return found?.parameters;
  };
  const product = "name: sales\nversion: v1beta\ntype: data\nv1beta:\n  data: {}\n";
  const cluster = (workspace: string) =>
    `name: query\nversion: v1\ntype: cluster\n${workspace}cluster:\n  type: minerva\n`;

  test.each([
    ["a depot", depot("crm"), ["resource", "apply", "-f", "a b.yml"]],
    [
      "a depot that names a workspace",
      `workspace: public\n${depot("crm").trim()}`,
      ["resource", "apply", "-f", "a b.yml"],
    ],
    ["a cluster", cluster("workspace: sales\n"), ["resource", "apply", "-f", "a b.yml", "-w", "sales"]],
    ["a cluster of any workspace", cluster(""), ["resource", "apply", "-f", "a b.yml"]],
    [
      "a workspace that is not filled in",
      cluster("workspace: ${WS}\n"),
      ["resource", "apply", "-f", "a b.yml"],
    ],
    ["a data product", product, ["product", "apply", "-f", "a b.yml"]],
    [
      "a password with a dollar",
      secret("s", "key: pa$word"),
      ["resource", "apply", "-f", "a b.yml", "--disable-interpolation"],
    ],
    ["a password from a variable", secret("s"), ["resource", "apply", "-f", "a b.yml"]],
  ])("for %s", async (_, text, expected) => {
    expect(await command(text)).toEqual(expected);
  });

  test("to lint changes nothing", async () => {
    expect(await command(depot("crm"), "lint")).toEqual(["resource", "apply", "-l", "-f", "a b.yml"]);
    expect(await command(product, "lint")).toEqual(["product", "apply", "-l", "-f", "a b.yml"]);
  });

  test("a file is never taken for an option", async () => {
    expect(await command(depot("crm"), "apply", "-r.yml")).toEqual(["resource", "apply", "-f", "./-r.yml"]);
  });
});
