import type { OldMember } from "./lens-1.ts";
import { rewritten } from "./lens-references.ts";

export type Member = OldMember;

const dimensionTypes: Readonly<Record<string, string>> = { date: "time", bool: "boolean" };
const measureTypes: Readonly<Record<string, string>> = {
  ...dimensionTypes,
  average: "avg",
  running_total: "sum",
};

/** A field or a dimension as a dimension of Lens 2. */
export function dimensionOf(member: Member, entity: string, say: (note: string) => void): object {
  const { name, type, column, primary, sub_query: subQuery } = member;
  return {
    name,
    type: dimensionTypes[type] ?? type,
    ...(typeof column === "string" ? { column } : sqlOf(member, entity, say)),
    ...describing(member),
    ...(primary === true && { primary_key: true }),
    ...(subQuery === true && { sub_query: true }),
  };
}

/** A measure as one of Lens 2. */
export function measureOf(member: Member, entity: string, say: (note: string) => void): object {
  const { name, type, rolling_window: window, depends } = member;
  if (type === "running_total")
    say(`"${name}" was a running total; it is a sum now, over a window that never ends.`);
  const rolling = window ?? (type === "running_total" ? { trailing: "unbounded" } : undefined);
  const meta = Array.isArray(depends) && depends.length > 0 ? { depends } : {};
  return {
    name,
    type: measureTypes[type] ?? type,
    ...sqlOf(member, entity, say),
    ...describing(member, meta),
    ...(rolling !== undefined && { rolling_window: rolling }),
  };
}

function sqlOf({ sql_snippet: sql }: Member, entity: string, say: (note: string) => void): object {
  return typeof sql === "string" ? { sql: rewritten(sql.trim(), entity, say) } : {};
}

/** Braces in descriptions are read as templates. */
function describing({ description, tags, hidden }: Member, more: object = {}): object {
  const meta = { ...(Array.isArray(tags) && tags.length > 0 && { tags: tags as unknown[] }), ...more };
  return {
    ...(typeof description === "string" && { description: description.replace(/[{}]/g, "") }),
    ...(hidden === true && { public: false }),
    ...(Object.keys(meta).length > 0 && { meta }),
  };
}
