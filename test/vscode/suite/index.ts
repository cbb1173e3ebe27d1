import Mocha from "mocha";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Called by VS Code: runs every suite beside this file and writes the count to the report. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, color: false });
  for (const name of readdirSync(__dirname).filter((file) => file.endsWith(".suite.js"))) {
    mocha.addFile(join(__dirname, name));
  }
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failures) => resolve({ passed: runner.stats?.passes ?? 0, failed: failures }));
  });
  writeFileSync(process.env.DPS_TEST_REPORT ?? "", JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests in VS Code failed.`);
}
