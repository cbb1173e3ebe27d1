import { expect, test } from "vitest";
import { expectProblems, problemsOf } from "../../../test/support/problems.ts";

const workflow = (cron: string) => `
name: wf-orders
version: v1
type: workflow
workflow:
  schedule:
    cron: "${cron}"
  dag:
    - name: orders
      file: orders.yaml
`;

const monitor = (cron: string) => `
name: orders-monitor
version: v1alpha
type: monitor
monitor:
  schedule: "${cron}"
`;

async function verdictsOn(manifest: string): Promise<readonly string[]> {
  const found = await problemsOf(manifest);
  return found
    .filter(({ rule }) => rule === "misleading-cron")
    .map(({ severity, message }) => `${severity}: ${message}`);
}

test("the schedule is marked", () =>
  expectProblems(
    workflow(`*/90 * * * *"
#         ^^^^^^^^^^^^^^ warning misleading-cron: \`*/90\` is just the minute 0, since there are only 60; write \`0\`, or what you mean.
    concurrencyPolicy: "Forbid`),
    "misleading-cron",
  ));

test.each([
  ["*/60 * * * *", "hint: `*/60` is just the minute 0"],
  ["0 */36 * * *", "warning: `*/36` is just the hour 0"],
  ["*/45 * * * *", "hint: `*/45` starts anew at 0: from the minute 45 to the next one are 15, not 45."],
  ["0 */5 * * *", "hint: `*/5` starts anew at 0: from the hour 20 to the next one are 4, not 5."],
  ["* 2 * * *", "warning: This runs every minute of the hour `2`; for once a day at 2:00 write `0`"],
  ["* */6 * * *", "warning: This runs every minute of the hours `*/6`; for every 6 hours write `0`"],
  ["0 0 1 * MON", "warning: This runs on each day of the month `1` and on each day of the week `MON`"],
  ["0 0 31 4,6 *", "warning: This never runs: no month `4,6` has a day 31."],
  ["0 0 30 FEB *", "warning: This never runs: no month `FEB` has a day 30."],
])("%s", async (cron, expected) => {
  expect((await verdictsOn(workflow(cron))).map((verdict) => verdict.slice(0, expected.length))).toEqual([
    expected,
  ]);
  expect(await verdictsOn(monitor(cron))).toEqual(await verdictsOn(workflow(cron)));
});

test.each([
  "* * * * *",
  "*/1 * * * *",
  "*/15 * * * *",
  "0 */6 * * *",
  "*/45 3 * * *",
  "* 9-17 * * MON-FRI",
  "0 0 */2 * *",
  "0 0 1,15 * *",
  "0 0 29 2 *",
  "0 0 31 * *",
  "0 0 * * 7",
  "0 0 ? * SUN",
  "0 0 L * 5",
  "@daily",
  "every day",
  "${CRON}",
])("nothing to say of %s", async (cron) => {
  expect(await verdictsOn(workflow(cron))).toEqual([]);
});
