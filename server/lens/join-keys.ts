import { quoteIdentifier } from "../engine/engine.ts";
import type { LensJoin, LensTable } from "../manifest/model.ts";
import { isSelf, memberReference, memberSql, readReference } from "./members.ts";

/** One equality of a relationship: expressions over the columns of the two tables' own SQL, and as it was written. */
export interface LensKey {
  readonly left: string;
  readonly right: string;
  readonly leftName: string;
  readonly rightName: string;
}

/** The equalities by which a relationship joins two tables, or why its condition can't be taken apart. */
export function lensJoinKeys(
  join: LensJoin,
  own: LensTable,
  target: LensTable,
): { readonly keys: readonly LensKey[] } | { readonly refused: string } {
  const keys: LensKey[] = [];
  if (join.field && join.targetField) {
    const left = memberSql(own, join.field.value);
    const right = memberSql(target, join.targetField.value);
    if (left === undefined || right === undefined) return { refused: unresolved(join.field.value) };
    keys.push({ left, right, leftName: join.field.value, rightName: join.targetField.value });
  }
  for (const condition of conjuncts(join.sql?.value ?? "")) {
    const key = keyOf(condition, own, target);
    if (typeof key === "string") return { refused: key };
    keys.push(key);
  }
  return keys.length > 0 ? { keys } : { refused: "The relationship has no condition." };
}

/** The parts that AND joins outside parentheses and quotes; a leading `and`, as Lens 1 writes it, is dropped. */
function conjuncts(condition: string): readonly string[] {
  return split(condition, /\band\b/iy)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function keyOf(condition: string, own: LensTable, target: LensTable): LensKey | string {
  const inner = /^\(([^()]*)\)$/.exec(condition)?.[1] ?? condition;
  const [first, second, ...more] = split(inner, /(?<![<>!=])={1,2}(?![=>])/y);
  if (first === undefined || second === undefined || more.length > 0 || /[<>!]|\bor\b/i.test(inner)) {
    return `The condition "${condition}" is no equality of the two tables' members, so it is not measured.`;
  }
  const sides = [first, second].map((text) => sideOf(text.trim(), own, target));
  const left = sides.find((side) => side?.table === "own");
  const right = sides.find((side) => side?.table === "target");
  if (!left || !right) return unresolved(condition);
  return { left: left.sql, right: right.sql, leftName: left.name, rightName: right.name };
}

interface Side {
  readonly table: "own" | "target";
  readonly sql: string;
  readonly name: string;
}

/** Undefined when the text mentions both tables, none, or a member that can't be written out. */
function sideOf(text: string, own: LensTable, target: LensTable): Side | undefined {
  const tables = new Set<"own" | "target">();
  const names: string[] = [];
  let complete = true;
  const sql = text.replace(memberReference, (written: string, ...groups: (string | undefined)[]) => {
    const { table: qualifier, member, column } = readReference(groups);
    const table = qualifier === undefined || isSelf(qualifier, own.name?.value) ? "own" : "target";
    if (table === "target" && qualifier !== target.name?.value) complete = false;
    tables.add(table);
    names.push(member ?? column ?? "");
    const resolved =
      column === undefined
        ? memberSql(table === "own" ? own : target, member ?? "")
        : quoteIdentifier(column);
    if (resolved === undefined) complete = false;
    return resolved ?? written;
  });
  const [table] = tables;
  if (!complete || tables.size !== 1 || table === undefined) return undefined;
  return { table, sql, name: names.length === 1 && /^\S+$/.test(text) ? (names[0] ?? text) : text };
}

/** Splits at what the sticky pattern matches outside parentheses, braces and quotes. */
function split(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === "'" || character === '"') {
      const end = text.indexOf(character, index + 1);
      index = end < 0 ? text.length : end;
      continue;
    }
    if ("({".includes(character)) depth++;
    if (")}".includes(character)) depth--;
    if (depth > 0) continue;
    separator.lastIndex = index;
    const match = separator.exec(text);
    if (!match) continue;
    parts.push(text.slice(start, index));
    start = index + match[0].length;
    index = start - 1;
  }
  return [...parts, text.slice(start)];
}

function unresolved(condition: string): string {
  return `The condition "${condition}" names members that can't be traced to columns of the two tables.`;
}
