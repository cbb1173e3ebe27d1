import fc from "fast-check";
import { expect, test } from "vitest";
import type { WorkspaceView } from "./view.ts";
import type { Manifest } from "../manifest/model.ts";
import type { Change } from "./change.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";
import { Workspace } from "./workspace.ts";

/**
 * Whatever happens to a workspace, it then answers as one that is opened anew, and checking only what is
 * affected gives the same problems as checking everything.
 */
test("incremental equals from scratch", async () => {
  const events = fc.array(event, { minLength: 6, maxLength: 20 });
  await fc.assert(
    // With few rules at a time no question hides behind another that changes as well.
    fc.asyncProperty(fc.subarray(rules, { minLength: 1, maxLength: 2 }), events, async (rules, events) => {
      const edited = await Edited.open(rules);
      for (const happening of events) await edited.apply(happening);
      const fresh = await edited.openAnew();
      expect(answers(edited.workspace)).toEqual(answers(fresh));
      expect(edited.problems).toEqual(checkAll(fresh, rules));
    }),
    { numRuns: 300 },
  );
});

const paths = ["depot.yml", "a/load.yml", "a/all.yml", "model/tables/t.yml", "notes.txt"];
const names = ["crm", "orders"];
const name = fc.constantFrom(...names);

const text = fc.oneof(
  name.map((name) => `name: ${name}\nversion: v2alpha\ntype: depot\ndepot:\n  type: S3\n`),
  fc.tuple(name, name, name).map(([name, from, to]) => workflow(name, from, to)),
  fc
    .tuple(name, fc.constantFrom("load.yml", "a/load.yml", "../depot.yml", "../../x.yml"))
    .map(
      ([name, file]) =>
        `name: ${name}\nversion: v1\ntype: workflow\nworkflow:\n  dag:\n    - name: run\n      file: ${file}\n`,
    ),
  fc
    .tuple(name, name)
    .map(
      ([table, member]) =>
        `tables:\n  - name: ${table}\n    sql: select 1\n    dimensions:\n      - name: ${member}\n`,
    ),
  fc
    .tuple(name, name)
    .map(
      ([table, member]) =>
        `views:\n  - name: v\n    tables:\n      - join_path: ${table}\n        includes: [${member}]\n`,
    ),
  fc.constant("on: push\n"),
);

function workflow(name: string, from: string, to: string): string {
  return `name: ${name}
version: v1
type: workflow
workflow:
  dag:
    - name: load
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: raw
                dataset: dataos://${from}:sales/orders
            outputs:
              - name: raw
                dataset: dataos://${to}:sales/orders
`;
}

const path = fc.constantFrom(...paths);
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("type" as const), path, text }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("shift" as const), path }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("break" as const), path }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("close" as const), path }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("write" as const), path, text }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("delete" as const), path }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A workspace under way, its problems kept up by checking only what each change affects. */
class Edited {
  problems: Record<string, readonly string[]>;
  readonly workspace: Workspace;
  readonly #rules: readonly SampleRule[];
  readonly #fs: MemoryFileSystem;
  readonly #disk = new Map<string, string>();
  readonly #held = new Map<string, string>();
  /** Last error-free text of each file. */
  readonly #errorFree = new Map<string, string>();

  private constructor(workspace: Workspace, fs: MemoryFileSystem, rules: readonly SampleRule[]) {
    this.workspace = workspace;
    this.#fs = fs;
    this.#rules = rules;
    this.problems = checkAll(workspace, rules);
  }

  static async open(rules: readonly SampleRule[]): Promise<Edited> {
    const fs = new MemoryFileSystem();
    return new Edited(await Workspace.open("/w", fs), fs, rules);
  }

  async apply(event: Event): Promise<void> {
    const change = await this.#happen(event);
    const now = this.#held.get(event.path) ?? this.#disk.get(event.path);
    if (now === undefined) this.#errorFree.delete(event.path);
    else if (!isBroken(now)) this.#errorFree.set(event.path, now);
    for (const file of change.files) {
      if (!this.workspace.files.includes(file)) delete this.problems[file];
    }
    for (const file of this.workspace.affectedBy(change)) {
      this.problems[file] = check(this.workspace, file, this.#rules);
    }
  }

  async openAnew(): Promise<Workspace> {
    const workspace = await Workspace.open("/w", this.#fs);
    for (const [path, text] of this.#held) {
      const errorFree = this.#errorFree.get(path);
      if (errorFree !== undefined) workspace.update(path, errorFree);
      workspace.update(path, text);
    }
    return workspace;
  }

  #happen(event: Event): Change | Promise<Change> {
    const { path } = event;
    const now = this.#held.get(path) ?? this.#disk.get(path) ?? "";
    switch (event.type) {
      case "type":
        return this.#hold(path, event.text);
      case "shift":
        return this.#hold(path, `# moved\n${now}`);
      case "break":
        return this.#hold(path, isBroken(now) ? now : `${now}broken: [\n`);
      case "close":
        this.#held.delete(path);
        return this.workspace.update(path, undefined);
      case "write":
        this.#disk.set(path, event.text);
        this.#fs.write(`/w/${path}`, event.text);
        return this.workspace.reload([path]);
      case "delete":
        this.#disk.delete(path);
        this.#fs.remove(`/w/${path}`);
        return this.workspace.reload([path]);
    }
  }

  #hold(path: string, text: string): Change {
    this.#held.set(path, text);
    return this.workspace.update(path, text);
  }
}

function isBroken(text: string): boolean {
  return text.includes("broken: [");
}

/** Everything a rule may ask, as plain data. */
function answers(workspace: Workspace) {
  const kinds = ["depot", "workflow", "dataset", "lens-table", "lens-member", "compute"];
  const symbolNames = [
    ...names,
    ...names.map((name) => `${name}:sales/orders`),
    "crm.orders",
    "runnable-default",
  ];
  return workspace.files.map((file) => {
    const view = workspace.view(file);
    return {
      file,
      manifests: view.manifests(file),
      paths: view.paths(),
      names: kinds.map((kind) => view.names(kind)),
      sites: kinds.flatMap((kind) =>
        symbolNames.map((name) => [
          view.definitions(kind, name).map(({ file, definition }) => [file, definition]),
          view.references(kind, name).map(({ file, reference }) => [file, reference]),
        ]),
      ),
    };
  });
}

function checkAll(workspace: Workspace, rules: readonly SampleRule[]): Record<string, readonly string[]> {
  return Object.fromEntries(workspace.files.map((file) => [file, check(workspace, file, rules)]));
}

function check(workspace: Workspace, file: string, rules: readonly SampleRule[]): readonly string[] {
  const view = workspace.view(file);
  const manifests = workspace.manifests(file);
  const problems = manifests.flatMap((manifest) => rules.flatMap((rule) => rule(manifest, view, file)));
  workspace.remember(file, view);
  return problems;
}

type SampleRule = (manifest: Manifest, view: WorkspaceView, file: string) => readonly string[];

/** Small rules, each with questions of its own. */
const rules: SampleRule[] = [
  function undefinedNames({ references }, view) {
    return references.flatMap(({ symbols: [symbol], name }) => {
      if (view.isExternal(symbol, name) || view.definitions(symbol, name).length > 0) return [];
      return [`no ${symbol} ${name}`];
    });
  },
  function namesakes({ references }, view) {
    return references.map(({ symbols: [symbol] }) => view.names(symbol).join(" "));
  },
  function duplicates({ definitions }, view, file) {
    return definitions.flatMap(({ symbol, name, scope }) => {
      if (scope !== undefined) return [];
      const others = view.definitions(symbol, name).filter((site) => site.file !== file);
      return others.map((other) => `${name} also at ${other.file}:${other.definition.range.start}`);
    });
  },
  function readers({ definitions }, view) {
    const datasets = definitions.filter(({ symbol }) => symbol === "dataset");
    return datasets.map(({ name }) => `${name} read ${view.references("dataset", name).length} times`);
  },
  function placesOfReaders({ definitions }, view) {
    const datasets = definitions.filter(({ symbol }) => symbol === "dataset");
    return datasets.flatMap(({ name }) =>
      view.references("dataset", name).map(({ reference }) => `read at ${reference.range.start}`),
    );
  },
  function missingFiles({ paths }, view) {
    return paths.map(({ path }) => `${path} is ${view.resolvePath(path)}`);
  },
  function kindsOfFiles({ paths }, view) {
    return paths.map(({ path }) => {
      const target = view.resolvePath(path) ?? path;
      return String(view.manifests(target)?.map(({ kind, range }) => `${kind} ${range.end}`));
    });
  },
  function allPaths({ paths }, view) {
    return paths.length > 0 ? view.paths() : [];
  },
  function bodies({ references }, view) {
    return references.flatMap(({ symbols: [symbol], name }) =>
      view
        .definitions(symbol, name)
        .map(({ manifest }) => `${name} is ${manifest.body?.type} of ${manifest.range.end}`),
    );
  },
];
