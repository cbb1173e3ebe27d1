import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createInProcessSqlService } from "./in-process.ts";
import { createSqlService } from "./service.ts";
import type { ForkingSqlService, SqlServiceOptions } from "./service.ts";
import type { SqlRequest } from "./sql.ts";

/** The only tests that start the parser process. */

let folder: string;
const services: ForkingSqlService[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sql-service-"));
});

afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.dispose()));
  await rm(folder, { recursive: true, force: true });
});

function service(options: SqlServiceOptions = {}): ForkingSqlService {
  const created = createSqlService(options);
  services.push(created);
  return created;
}

function spark(text: string): SqlRequest {
  return { text, dialect: "spark", form: "statement" };
}

/** A parser process that behaves as the given statements say, when it is handed a task. */
async function fakeEntry(onTask: string): Promise<string> {
  const entry = join(folder, "fake.mjs");
  const body = `import { existsSync, writeFileSync } from "node:fs";
    const answer = (text) => ({ status: "parsed", statements: 1, relations: [], functions: [{ name: text }], joins: [] });
    process.send({ ready: true });
    process.on("message", ({ id, task }) => {
      const reply = (residentBytes = 1) => process.send({ id, answer: answer(task.request.text), residentBytes });
      ${onTask}
    });`;
  await writeFile(entry, body);
  return entry;
}

test("answers as the parser in this process does, from a process forked on first use", async () => {
  const forked = service();
  expect(forked.pid).toBeUndefined();
  const inProcess = createInProcessSqlService();
  for (const request of [
    spark("SELECT a FROM t JOIN u ON t.x = u.x"),
    spark("SELECT a FROM FROM"),
    spark(""),
  ]) {
    expect(await forked.analyse(request)).toEqual(
      JSON.parse(JSON.stringify(await inProcess.analyse(request))),
    );
    expect(await forked.translate(request)).toEqual(
      JSON.parse(JSON.stringify(await inProcess.translate(request))),
    );
  }
  expect(forked.pid).toBeTypeOf("number");
});

test("many texts are answered by one process, which does not grow", async () => {
  const forked = service();
  await forked.analyse(spark("SELECT 0"));
  const first = forked.pid;
  for (let i = 0; i < 150; i++)
    await forked.translate(spark(`SELECT cast(a${i} AS int) / 2 FROM t JOIN u ON t.x = u.x`));
  expect(forked.pid).toBe(first);
});

test("a killed process is replaced", async () => {
  const forked = service();
  await forked.analyse(spark("SELECT 1"));
  const before = forked.pid ?? 0;
  process.kill(before, "SIGKILL");
  expect(await forked.analyse(spark("SELECT 2"))).toMatchObject({ status: "parsed" });
  expect(forked.pid).not.toBe(before);
});

test("a text that makes the process crash costs itself, not the next one", async () => {
  const entry = await fakeEntry(`if (task.request.text === "bad") process.exit(1); reply();`);
  const forked = service({ entry });
  const [bad, good] = await Promise.all([forked.analyse(spark("bad")), forked.analyse(spark("good"))]);
  expect(bad.status).toBe("not-analysed");
  expect(good.status).toBe("parsed");
});

test("a text that crashed it only once is answered", async () => {
  const seen = JSON.stringify(join(folder, "seen"));
  const entry = await fakeEntry(
    `if (!existsSync(${seen})) { writeFileSync(${seen}, ""); process.exit(1); } reply();`,
  );
  expect(await service({ entry }).analyse(spark("SELECT 1"))).toMatchObject({ status: "parsed" });
});

test("a text that takes too long is given up, and the next is answered", async () => {
  const entry = await fakeEntry(`if (task.request.text === "slow") for (;;); reply();`);
  const forked = service({ entry, timeoutMilliseconds: 100 });
  const [slow, next] = await Promise.all([forked.translate(spark("slow")), forked.analyse(spark("quick"))]);
  expect(slow.error?.message).toContain("too long");
  expect(next.status).toBe("parsed");
});

test("a process that has grown too big is replaced once it is idle", async () => {
  const entry = await fakeEntry(`reply(task.request.text === "big" ? 2e9 : 1);`);
  const forked = service({ entry });
  await forked.analyse(spark("small"));
  expect(forked.pid).toBeTypeOf("number");
  await forked.analyse(spark("big"));
  expect(forked.pid).toBeUndefined();
  expect(await forked.analyse(spark("small again"))).toMatchObject({ status: "parsed" });
});

test("an entry that does not exist gives no answers and no exceptions", async () => {
  expect(await service({ entry: join(folder, "nowhere.js") }).analyse(spark("SELECT 1"))).toMatchObject({
    status: "not-analysed",
  });
});

test("an aborted request rejects with the signal's reason, and its text can be asked for again", async () => {
  const entry = await fakeEntry(`if (task.request.text === "never") return; reply();`);
  const forked = service({ entry });
  const waiting = forked.analyse(spark("never")).catch((error: unknown) => error);
  const controller = new AbortController();
  const aborted = forked.analyse(spark("SELECT 1"), controller.signal);
  controller.abort(new Error("newer edit"));
  await expect(aborted).rejects.toThrow("newer edit");
  await expect(forked.analyse(spark("SELECT 2"), controller.signal)).rejects.toThrow("newer edit");
  const again = forked.analyse(spark("SELECT 1"));
  await forked.dispose();
  expect(await again).toMatchObject({ status: "not-analysed" });
  expect(await waiting).toMatchObject({ status: "not-analysed" });
});

test("the same text is analysed once, also by a later service with the same cache folder", async () => {
  const entry = await fakeEntry(`writeFileSync(${JSON.stringify(folder)} + "/task-" + id, ""); reply();`);
  const cacheFolder = join(folder, "cache");
  const tasks = async () => (await readdir(folder)).filter((file) => file.startsWith("task-")).length;
  const first = service({ entry, cacheFolder });
  await Promise.all([first.analyse(spark("SELECT 1")), first.analyse(spark("SELECT 1"))]);
  await first.analyse(spark("SELECT 1"));
  expect(await tasks()).toBe(1);
  await first.dispose();
  const second = service({ entry, cacheFolder });
  expect(await second.analyse(spark("SELECT 1"))).toMatchObject({ status: "parsed" });
  expect(second.pid).toBeUndefined();
  await second.analyse(spark("SELECT 2"));
  expect(second.pid).toBeTypeOf("number");
});

test("only the most recent answers are kept in memory", async () => {
  const entry = await fakeEntry(`writeFileSync(${JSON.stringify(folder)} + "/task-" + id, ""); reply();`);
  const forked = service({ entry, memoEntries: 2 });
  for (const text of ["a", "b", "c", "c", "b", "a"]) await forked.analyse(spark(text));
  const tasks = (await readdir(folder)).filter((file) => file.startsWith("task-"));
  expect(tasks).toHaveLength(4);
});

test("after dispose there are no answers", async () => {
  const forked = service();
  await forked.dispose();
  expect(await forked.analyse(spark("SELECT 1"))).toMatchObject({ status: "not-analysed" });
  expect(forked.pid).toBeUndefined();
});
