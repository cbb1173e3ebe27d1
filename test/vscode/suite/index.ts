import Mocha from "mocha";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestReport } from "./report.ts";

/** Called by VS Code: runs the suite that the environment names and leaves its report there. */
export async function run(): Promise<void> {
  const { DPS_TEST_SUITE: name = "", DPS_TEST_REPORT: report = "" } = process.env;
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, reporter: "base" });
  mocha.addFile(join(__dirname, `${name}.suite.js`));
  const tests: TestReport[] = [];
  const failures = await new Promise<number>((resolve) => {
    const add = (test: Mocha.Runnable, error?: Error) =>
      tests.push({
        title: test.fullTitle(),
        milliseconds: test.duration ?? 0,
        error: error && (error.stack ?? error.message),
      });
    mocha
      .run(resolve)
      .on("pass", (test) => add(test))
      .on("fail", add);
  });
  writeFileSync(report, JSON.stringify(tests));
  if (failures > 0) throw new Error(`${failures} of ${tests.length} tests in VS Code failed.`);
}
