import { parseResourceId } from "../address/resource-id.ts";
import { regexFault } from "../text/regex-fault.ts";

/**
 * Why a text does not have a format, as a sentence; undefined when it has it, or when the format is not one that is
 * checked here. Addresses are not: what is wrong in them has a place of its own and is found where they are read.
 */
export function formatFault(format: string, text: string): string | undefined {
  return checks.get(format)?.(text);
}

const checks: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ["cron", cronFault],
  ["timezone", timezoneFault],
  ["resource-id", resourceIdFault],
  ["product-id", resourceIdFault],
  ["jq", jqFault],
  ["email", emailFault],
  ["uri", uriFault],
  ["regex", regexFault],
]);

const cronFields = [
  { name: "minute", min: 0, max: 59, names: "" },
  { name: "hour", min: 0, max: 23, names: "" },
  { name: "day of the month", min: 1, max: 31, names: "L|LW|\\d+W" },
  { name: "month", min: 1, max: 12, names: "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC" },
  { name: "day of the week", min: 0, max: 7, names: "SUN|MON|TUE|WED|THU|FRI|SAT|\\d?L|\\d#\\d" },
] as const;

function cronFault(text: string): string | undefined {
  if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text)) return undefined;
  const fields = text.trim().split(/\s+/);
  if (fields.length !== cronFields.length) {
    const count = text.trim() === "" ? 0 : fields.length;
    return `A cron expression has 5 fields (minute, hour, day, month, day of the week), and this one has ${count}.`;
  }
  for (const [index, { name, min, max, names }] of cronFields.entries()) {
    const field = fields[index] ?? "";
    const wrong = field.split(",").find((part) => !isCronPart(part, min, max, names));
    if (wrong !== undefined) {
      return `\`${wrong}\` is no ${name} in a cron expression; write \`*\`, a number from ${min} to ${max}, or a range or step of them.`;
    }
  }
  return undefined;
}

/** One of the parts between commas: `*`, `5`, `1-5`, `MON-FRI`, each with a step or without. */
function isCronPart(part: string, min: number, max: number, names: string): boolean {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === "*" || range === "?") return true;
  const ends = range.split("-");
  return (
    ends.length <= 2 &&
    ends.every((end) => {
      if (/^\d{1,2}$/.test(end)) return Number(end) >= min && Number(end) <= max;
      return names !== "" && new RegExp(`^(?:${names})$`, "i").test(end);
    })
  );
}

/** The usual names; asking for a formatter is what tells the others, and takes a thousand times as long. */
const commonZones: ReadonlySet<string> = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

function timezoneFault(text: string): string | undefined {
  if (commonZones.has(text)) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return undefined;
  } catch {
    return `\`${text}\` is no time zone; write \`UTC\` or a name such as \`Europe/Berlin\`.`;
  }
}

function resourceIdFault(text: string): string | undefined {
  return parseResourceId(text)
    ? undefined
    : `\`${text}\` is no id of a resource; write \`type:version:name\`, as in \`bundle:v1beta:sales-360\`.`;
}

/** Only what makes the filter fail at once: quotes and brackets that are not closed. */
function jqFault(text: string): string | undefined {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|["()[\]{}]/gs)) {
    if (token === '"') return "A text in this jq filter is not closed; add the missing quote.";
    if (token.length > 1) continue;
    const closing = closings.get(token);
    if (closing) open.push(closing);
    else if (open.pop() !== token)
      return `This jq filter has a \`${token}\` that nothing opens; remove it or open it.`;
  }
  const missing = open.pop();
  return missing && `This jq filter ends before its \`${missing}\`; add what is missing.`;
}

const closings: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function emailFault(text: string): string | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? undefined
    : `\`${text}\` is no e-mail address; write it as \`name@example.com\`.`;
}

function uriFault(text: string): string | undefined {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)
    ? undefined
    : `\`${text}\` is no address of a page or service; write it in full, as in \`https://example.com\`.`;
}
