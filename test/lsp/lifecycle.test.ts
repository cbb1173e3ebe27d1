import { expect, test } from "vitest";
import { endless, shop } from "../support/shop.ts";
import { isAlive, startServer, type Client } from "./client.ts";

const files = { ...shop, "flows/endless.yml": endless };
const patience = { timeout: 20_000 };

/** A server with a parser and an engine that are at work. */
async function startBusyServer(): Promise<{
  server: Client;
  run: Promise<unknown>;
  children: readonly number[];
}> {
  const server = await startServer(files);
  const run = server.request("dps/run", { file: "flows/endless.yml" }).then(
    () => "done",
    ({ message }: Error) => message,
  );
  await expect.poll(() => server.childProcesses().length, patience).toBe(2);
  return { server, run, children: server.childProcesses() };
}

test("a server says who it is and what it can", async () => {
  const server = await startServer(files);
  expect(server.initialized).toMatchObject({
    serverInfo: { name: "Data Product Studio", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    capabilities: {
      textDocumentSync: { openClose: true, change: 2, save: true },
      codeActionProvider: { codeActionKinds: ["quickfix", "refactor.rewrite", "source.fixAll.dps"] },
      codeLensProvider: { resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  });
});

test("shutdown ends what is running, and nothing is left alive", async () => {
  const { server, run, children } = await startBusyServer();
  await server.shutdown();
  expect(await run).toBe("The run was cancelled.");
  expect(children.filter(isAlive)).toEqual([]);
  expect(await server.exit()).toBe(0);
});

test("an exit without shutdown is an error of the editor, and leaves nothing alive either", async () => {
  const { server, children } = await startBusyServer();
  expect(await server.exit()).toBe(1);
  await expect.poll(() => children.filter(isAlive), patience).toEqual([]);
});

test("when the editor is gone, the server and its processes go", async () => {
  const { server, children } = await startBusyServer();
  expect(await server.vanish()).toBe(1);
  await expect.poll(() => children.filter(isAlive), patience).toEqual([]);
});

test("when the server is killed, its processes go", async () => {
  const { server, children } = await startBusyServer();
  await server.kill();
  await expect.poll(() => children.filter(isAlive), patience).toEqual([]);
});

test("hostile documents cost a problem each, and the server goes on", async () => {
  const server = await startServer(shop);
  await server.open("deep.yml", `${shop["depots/crm.yml"]}tags: ${"[".repeat(5_000)}`);
  await server.open("large.yml", `name: a\nversion: v1\ntype: depot\n${"# filler\n".repeat(300_000)}`);
  await server.open("bomb.yml", bomb(20));
  await server.open("flows/spending.yml");
  await server.edit("flows/spending.yml", ["crm:raw/orders", "cmr:raw/orders"]);
  await server.shows("flows/spending.yml", ['unresolved-reference "cmr"']);
  const rulesOf = (file: string) => server.diagnostics(file).map(({ code }) => code);
  expect(rulesOf("deep.yml")).toEqual(["excessive-nesting"]);
  expect(rulesOf("large.yml")).toEqual(["oversized-file"]);
  expect(rulesOf("bomb.yml")).not.toEqual([]);
  expect(server.log).toEqual([]);
});

/** Each anchor holds the one before it ten times. */
function bomb(levels: number): string {
  const names = Array.from({ length: levels }, (_, level) => `level${level}`);
  const lists = names.map(
    (name, level) =>
      `${name}: &${name} [${Array(10)
        .fill(level === 0 ? "x" : `*level${level - 1}`)
        .join(", ")}]`,
  );
  return `name: bomb\nversion: v1\ntype: depot\n${lists.join("\n")}\n`;
}
