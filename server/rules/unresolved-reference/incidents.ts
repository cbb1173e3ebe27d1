import type { Pager, PagerCondition } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import { nearest } from "../../text/nearest.ts";
import type { Fix } from "../../text/problem.ts";
import type { Located } from "../../text/range.ts";
import { sameWords } from "../incidents.ts";
import type { RuleContext } from "../rule.ts";

/** A condition that can be compared with the incidents of the workspace. */
interface Condition {
  readonly key: Located<string>;
  readonly value: Located<string>;
}

/**
 * An incident may well come from a monitor elsewhere, so that only a near miss tells: a value spelt nearly as one of
 * the workspace, its key spelt differently, or the incident meant having another value.
 */
export function checkPager(context: RuleContext, { conditions }: Pager): void {
  const incidents = context.workspace.names("incident");
  for (const { misplacedProperty } of conditions) {
    if (misplacedProperty) reportMisplaced(context, misplacedProperty, incidents);
  }
  if (incidents.length === 0) return;
  const comparable = conditions.flatMap(comparableOf);
  const found = comparable.filter((condition) => !reportMisspelt(context, condition, incidents));
  const name = found.find(({ key }) => key.value === "name");
  if (!name) return;
  for (const condition of found) reportOtherValue(context, condition, name.value.value);
}

function comparableOf({ property, propertyRange, operator, value }: PagerCondition): readonly Condition[] {
  if (property === undefined || !propertyRange || !value || hasPlaceholder(value.value)) return [];
  if ((operator?.value ?? "equals") !== "equals") return [];
  return [{ key: { value: property, range: propertyRange }, value }];
}

/** Looked for beside the properties, a key is found by nobody; of other words it isn't known what they are. */
function reportMisplaced({ report }: RuleContext, key: Located<string>, incidents: readonly string[]): void {
  const isKey = usualKeys.has(key.value) || incidents.some((incident) => parse(incident).key === key.value);
  if (!isKey) return;
  const newText = `.properties.${key.value}`;
  report({
    range: key.range,
    message: `Pagers find the keys of an incident in \`.properties\`, so this never fires; write \`${newText}\`.`,
    fixes: [changeTo(newText, key)],
  });
}

const usualKeys: ReadonlySet<string> = new Set(["name", "severity", "incident_type", "incidentType"]);

function reportMisspelt(
  { report }: RuleContext,
  { key, value }: Condition,
  incidents: readonly string[],
): boolean {
  if (incidents.includes(`${key.value}=${value.value}`)) return false;
  const others = incidents.map((incident) => parse(incident));
  const values = others.filter((other) => other.key === key.value).map((other) => other.value);
  const near = nearest(value.value, values);
  if (near !== undefined) {
    report({
      range: value.range,
      message: `No incident of the workspace has ${key.value} "${value.value}", so the pager never fires; did you mean "${near}"?`,
      fixes: [changeTo(near, value)],
    });
    return true;
  }
  const otherKey = others.find(
    (other) => other.value === value.value && sameWords(other.key, key.value),
  )?.key;
  if (otherKey === undefined) return false;
  report({
    range: key.range,
    message: `No incident of the workspace has the key "${key.value}", so the pager never fires; did you mean "${otherKey}"?`,
    fixes: [changeTo(otherKey, key)],
  });
  return true;
}

/** Each condition may hold of some incident and still all of them of none. */
function reportOtherValue({ workspace, report }: RuleContext, { key, value }: Condition, name: string): void {
  const sites = workspace.definitions("incident", `name=${name}`);
  const valuesOf = sites.map(({ manifest }) =>
    manifest.definitions
      .filter(({ symbol }) => symbol === "incident")
      .map((definition) => parse(definition.name))
      .filter((incident) => incident.key === key.value)
      .map((incident) => incident.value),
  );
  const known = [...new Set(valuesOf.flat())];
  if (sites.length === 0 || known.some(hasPlaceholder)) return;
  if (valuesOf.every((values) => values.length === 0)) {
    report({
      range: key.range,
      message: `The incident "${name}" has no ${key.value}, so the pager never fires; give it one, or remove this condition.`,
    });
    return;
  }
  if (valuesOf.some((values) => values.length === 0 || values.includes(value.value))) return;
  const [only] = known;
  report({
    range: value.range,
    message: `The incident "${name}" has ${key.value} ${known.map((each) => `"${each}"`).join(" or ")}, not "${value.value}", so the pager never fires; make them agree.`,
    fixes: only !== undefined && known.length === 1 ? [changeTo(only, value)] : [],
  });
}

function parse(incident: string): { readonly key: string; readonly value: string } {
  const at = incident.indexOf("=");
  return { key: incident.slice(0, at), value: incident.slice(at + 1) };
}

function changeTo(newText: string, { range }: Located<string>): Fix {
  return { title: `Change to "${newText}"`, edits: [{ range, newText }] };
}
