import { hasPlaceholder } from "../../template/placeholder.ts";
import type { Severity } from "../../text/problem.ts";
import { isOpen, parseCron, stepOf, type Cron, type CronField } from "../cron.ts";
import { defineRule } from "../rule.ts";

/** What is no cron expression at all the schema says; here it is one, and means something else than it seems to. */
export const rule = defineRule({
  id: "misleading-cron",
  severity: "warning",
  summary: "A schedule that does not mean what it seems to.",
  kinds: ["workflow", "monitor"],
  check({ manifest: { body }, report }) {
    const schedule = body?.type === "workflow" || body?.type === "monitor" ? body.schedule : undefined;
    if (!schedule || hasPlaceholder(schedule.value)) return;
    const cron = parseCron(schedule.value);
    if (!cron) return;
    for (const verdict of verdictsOn(cron)) report({ range: schedule.range, ...verdict });
  },
});

interface Verdict {
  readonly message: string;
  readonly severity?: Severity;
}

function verdictsOn(cron: Cron): readonly Verdict[] {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = cron;
  // Each field and those that must be open for its steps to go on and on.
  const stepped: readonly (readonly [CronField, readonly CronField[]])[] = [
    [minute, [hour]],
    [hour, [dayOfMonth, dayOfWeek]],
    [dayOfMonth, [month]],
    [month, []],
    [dayOfWeek, [dayOfMonth]],
  ];
  return [
    ...stepped.flatMap(([field, larger]) => verdictOnStep(field, larger.every(isOpen))),
    ...verdictOnMinutes(cron),
    ...verdictOnDays(cron),
  ];
}

/** A step starts anew with each hour, day, month, year or week. */
function verdictOnStep(field: CronField, isEndless: boolean): readonly Verdict[] {
  const step = stepOf(field);
  const size = field.max - field.min + 1;
  if (step === undefined) return [];
  if (step >= size) {
    return [
      {
        severity: step === size ? "hint" : "warning",
        message: `\`${field.text}\` is just the ${field.name} ${field.min}, since there are only ${size}; write \`${field.min}\`, or what you mean.`,
      },
    ];
  }
  // Months differ in length, and every other day is as good as cron can do.
  if (size % step === 0 || !isEndless || field.name === "day of the month") return [];
  const last = field.values.at(-1) ?? field.min;
  return [
    {
      severity: "hint",
      message: `\`${field.text}\` starts anew at ${field.min}: from the ${field.name} ${last} to the next one are ${size - last + field.min}, not ${step}.`,
    },
  ];
}

function verdictOnMinutes({ minute, hour }: Cron): readonly Verdict[] {
  const isOneHour = /^\d+$/.test(hour.text);
  const step = stepOf(hour) ?? 1;
  if (!isOpen(minute) || (!isOneHour && step === 1)) return [];
  const meant = isOneHour ? `once a day at ${hour.text}:00` : `every ${step} hours`;
  return [
    {
      message: `This runs every minute of the hour${isOneHour ? "" : "s"} \`${hour.text}\`; for ${meant} write \`0\` as the minute.`,
    },
  ];
}

function verdictOnDays({ dayOfMonth, month, dayOfWeek }: Cron): readonly Verdict[] {
  // Of steps the implementations disagree.
  const isChoice = ({ text }: CronField) => /^[^*?]+$/.test(text);
  if (isChoice(dayOfMonth) && isChoice(dayOfWeek)) {
    return [
      {
        message: `This runs on each day of the month \`${dayOfMonth.text}\` and on each day of the week \`${dayOfWeek.text}\`, not only where both fit; make one of them \`*\`.`,
      },
    ];
  }
  const last = Math.max(...month.values.map((number) => new Date(Date.UTC(2024, number, 0)).getUTCDate()));
  const [first = 1] = dayOfMonth.values;
  if (first <= last) return [];
  return [{ message: `This never runs: no month \`${month.text}\` has a day ${first}.` }];
}
