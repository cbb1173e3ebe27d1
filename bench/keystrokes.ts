import type { Checker } from "../server/rules/checker.ts";
import type { SqlService } from "../server/sql/sql.ts";
import type { Workspace } from "../server/workspace/workspace.ts";
import { generateWorkspace, largeManifest } from "./generated-workspace.ts";
import type { Product } from "./product.ts";
import { quantile, wallMilliseconds } from "./timing.ts";

/** Milliseconds from the changed text of a 700-line file to all problems that follow, without SQL. */
export interface Keystrokes {
  readonly manifests: number;
  readonly p50: number;
  readonly p95: number;
}

const count = 100;
const warmUp = 50;
/** Each keystroke is typed that often, and the shortest time counts. */
const repeated = 3;

/** Workspaces of all sizes are open at once and typed in by turns. */
export async function measureKeystrokes(
  product: Product,
  sizes: readonly number[],
): Promise<readonly Keystrokes[]> {
  const typists: { readonly size: number; readonly typist: Typist; readonly shortest: number[] }[] = [];
  for (const size of sizes) typists.push({ size, typist: await openTypist(product, size), shortest: [] });
  for (let n = 0; n < warmUp + count; n++) {
    for (let time = 0; time < repeated; time++) {
      for (const { typist, shortest } of typists)
        shortest[n] = Math.min(shortest[n] ?? Infinity, await type(typist, n));
    }
  }
  return typists.map(({ size, shortest }) => {
    const counted = shortest.slice(warmUp);
    return { manifests: size, p50: quantile(counted, 0.5), p95: quantile(counted, 0.95) };
  });
}

interface Typist {
  readonly workspace: Workspace;
  readonly checker: Checker;
}

const file = "d0/large.yml";
const text = largeManifest();
const at = text.indexOf("customer_id", text.length / 2);

async function openTypist({ core }: Product, size: number): Promise<Typist> {
  const texts = [...generateWorkspace(size)].map(([path, each]) => [`/w/${path}`, each]);
  const workspace = await core.Workspace.open("/w", new core.MemoryFileSystem(Object.fromEntries(texts)));
  const checker = new core.Checker(workspace, noSql);
  for (const each of workspace.ownFiles) await checker.check(each);
  workspace.update(file, text);
  return { workspace, checker };
}

async function type({ workspace, checker }: Typist, n: number): Promise<number> {
  // As it stands on disk, so that the next change is one again.
  workspace.update(file, text);
  const typed = `${text.slice(0, at)}${"x".repeat(1 + (n % 7))}${text.slice(at)}`;
  const begin = wallMilliseconds();
  const change = workspace.update(file, typed, { start: at, end: at + 1 });
  checker.checkText(file, typed);
  for (const affected of workspace.affectedBy(change)) if (affected !== file) await checker.check(affected);
  return wallMilliseconds() - begin;
}

/** Without the SQL phase nobody asks for SQL. */
const noSql: SqlService = {
  analyse: () => Promise.reject(new Error("SQL is not measured here.")),
  translate: () => Promise.reject(new Error("SQL is not measured here.")),
  outline: () => Promise.reject(new Error("SQL is not measured here.")),
  highlight: () => Promise.reject(new Error("SQL is not measured here.")),
  dispose: async () => undefined,
};
