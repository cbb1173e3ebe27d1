import { isNode } from "../ast.ts";
import type { Node } from "../ast.ts";
import { asInteger, asText } from "./conversions.ts";
import { asIs, only, to } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { binary, call, literalText, number, text } from "./typed.ts";
import type { Typed } from "./typed.ts";

/** Functions of text. */
export const texts: Readonly<Record<string, ScalarRewrite>> = {
  "||": concat,
  ascii: to("spark_ascii", "integer", asText),
  btrim: to("trim", "text", asText),
  chr: to("spark_chr", "text", asInteger),
  concat,
  concat_ws: concatWithSeparator,
  contains: to("contains", "boolean", asText),
  endswith: to("suffix", "boolean", asText),
  find_in_set: only(2, to("spark_find_in_set", "integer", asText)),
  initcap: to("spark_initcap", "text", asText),
  instr: locate,
  left: to("spark_left", "text", asText, asInteger),
  length: to("length", "integer", asText),
  levenshtein: only(2, to("levenshtein", "integer", asText)),
  like: like("like"),
  ilike: like("ilike"),
  lower: to("lower", "text", asText),
  lpad: pad("lpad"),
  ltrim: only(1, to("ltrim", "text", asText, asText)),
  md5: to("md5", "text", asText),
  regexp_count: only(2, to("spark_regexp_count", "integer", asText)),
  regexp_extract: regexpExtract("regexp_extract", "text"),
  regexp_extract_all: regexpExtract("regexp_extract_all", "array"),
  regexp_replace: regexpReplace,
  regexp_substr: only(2, to("spark_regexp_substr", "text", asText)),
  repeat: to("spark_repeat", "text", asText, asInteger),
  replace: ([source, search, replacement]) =>
    source &&
    search && {
      node: call(
        "spark_replace",
        asText(source),
        asText(search),
        replacement ? asText(replacement) : text(""),
      ),
      type: "text",
    },
  right: to("spark_right", "text", asText, asInteger),
  rlike: to("regexp_matches", "boolean", asText),
  rpad: pad("rpad"),
  rtrim: only(1, to("rtrim", "text", asText)),
  sha1: to("sha1", "text", asText),
  sha2: sha2,
  space: ([count]) => count && { node: call("spark_repeat", text(" "), asInteger(count)), type: "text" },
  split: split,
  split_part: to("split_part", "text", asText, asText, asInteger),
  startswith: to("starts_with", "boolean", asText),
  substring: to("spark_substring", "text", asText, asInteger),
  substring_index: to("spark_substring_index", "text", asText, asText, asInteger),
  translate: to("translate", "text", asText),
  trim,
  upper: to("upper", "text", asText),
};

function concat(args: readonly Typed[]): Typed {
  if (args.some(({ type }) => type === "array")) {
    return { node: args.map(asIs).reduce((left, right) => binary("concat", left, right)), type: "array" };
  }
  const [first = { node: text("") }, ...rest] = args;
  return {
    node: rest.reduce((left, right) => binary("concat", left, asText(right)), asText(first)),
    type: "text",
  };
}

/** Arrays among the arguments are joined as well; one without any text adds no separator. */
function concatWithSeparator([separator, ...parts]: readonly Typed[]): Typed | undefined {
  if (!separator) return undefined;
  const by = asText(separator);
  const nodes = parts.map((part) =>
    part.type === "array" ? call("spark_joined", part.node, by) : asText(part),
  );
  // Without parts it is the empty text, which DuckDB does not allow.
  return { node: call("concat_ws", by, ...(nodes.length > 0 ? nodes : [text("")])), type: "text" };
}

/** Arguments as the library orders them: what is looked for, where, and from which position. */
function locate([search, source, position]: readonly Typed[]): Typed | undefined {
  if (!search || !source) return undefined;
  const from = position ? asInteger(position) : number(1);
  return { node: call("spark_locate", asText(search), asText(source), from), type: "integer" };
}

/** A backslash escapes in Spark's patterns, and in DuckDB's only when they say so. */
function like(name: string): ScalarRewrite {
  return ([source, pattern], body) => {
    // `LIKE ANY (…)` and `LIKE ALL (…)` have several patterns.
    if (!source || !pattern || body["quantifier"]) return undefined;
    const literal = literalText(pattern.node);
    const escape = isNode(body["escape"]) ? body["escape"] : text("\\");
    const needsEscape = body["escape"] || literal === undefined || literal.includes("\\");
    const node = needsEscape
      ? call(`${name}_escape`, asText(source), pattern.node, escape)
      : binary(name === "like" ? "like" : "i_like", asText(source), pattern.node);
    return { node, type: "boolean" };
  };
}

function pad(name: string): ScalarRewrite {
  return ([source, length, filling]) =>
    source &&
    length && {
      node: call(`spark_${name}`, asText(source), asInteger(length), filling ? asText(filling) : text(" ")),
      type: "text",
    };
}

function regexpExtract(name: string, type: "text" | "array"): ScalarRewrite {
  return ([source, pattern, group]) =>
    source && pattern && { node: call(name, asText(source), pattern.node, group?.node ?? number(1)), type };
}

function regexpReplace([source, pattern, replacement, ...others]: readonly Typed[]): Typed | undefined {
  if (!source || !pattern || !replacement || others.length > 0) return undefined;
  const literal = literalText(replacement.node);
  const written = literal === undefined ? undefined : re2Replacement(literal);
  const by = written === undefined ? call("spark_re2_replacement", asText(replacement)) : text(written);
  return { node: call("regexp_replace", asText(source), pattern.node, by, text("g")), type: "text" };
}

/** Java refers to groups by `$1` and escapes with a backslash; RE2 refers to them by `\1`. */
function re2Replacement(replacement: string): string {
  return replacement.replace(/\\(.)|\$(\d)|\\/gs, (_, escaped?: string, group?: string) => {
    if (group !== undefined) return `\\${group}`;
    return escaped === undefined || escaped === "\\" ? "\\\\" : escaped;
  });
}

function sha2([source, bits]: readonly Typed[]): Typed | undefined {
  const literal = bits?.node["literal"] as { value?: string } | undefined;
  const is256 = literal?.value === "256" || literal?.value === "0";
  return source && is256 ? { node: call("sha256", asText(source)), type: "text" } : undefined;
}

function split([source, pattern, limit]: readonly Typed[]): Typed | undefined {
  if (!source || !pattern || limit) return undefined;
  return { node: call("spark_split", asText(source), pattern.node), type: "array" };
}

function trim([source, characters]: readonly Typed[], body: Node): Typed | undefined {
  if (!source) return undefined;
  const name = { Leading: "ltrim", Trailing: "rtrim" }[String(body["position"])] ?? "trim";
  return { node: call(name, asText(source), characters ? asText(characters) : text(" ")), type: "text" };
}
