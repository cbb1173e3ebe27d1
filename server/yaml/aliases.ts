import { isAlias, isMap, isScalar, isSeq, Scalar, type Alias } from "yaml";
import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { maxDepth } from "./limits.ts";
import { quotingFix } from "./quoting.ts";
import type { YamlNode } from "./tree.ts";

/** An alias that knows what it stands for; for one that can't be resolved that is its own text. */
export interface ResolvedAlias extends Alias.Parsed {
  target: YamlNode;
}

/** How many nodes the aliases of a document may stand for, all told: far above any manifest, far below a bomb. */
const maxAliasedNodes = 10_000;

interface Extent {
  /** Nodes, those behind aliases included. */
  size: number;
  height: number;
}

interface Anchored extends Extent {
  readonly node: YamlNode;
  /** Still within the anchored node: an alias to it would never end. */
  open: boolean;
}

/**
 * Ties every alias of a document to the node it stands for, so that the tree with its aliases written out stays
 * bounded in size and depth. An alias that names nothing, itself, or too much, is a problem.
 */
export function resolveAliases(root: YamlNode, text: string): readonly Problem[] {
  const anchors = new Map<string, Anchored>();
  const problems: Problem[] = [];
  let aliased = 0;

  function measure(node: unknown, depth: number): Extent {
    if (isAlias(node)) return follow(node as ResolvedAlias, depth);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return { size: 0, height: 0 };
    const anchored = node.anchor ? { node: node as YamlNode, open: true, size: 1, height: 1 } : undefined;
    if (anchored && node.anchor) anchors.set(node.anchor, anchored);
    const extent = around(childrenOf(node).map((child) => measure(child, depth + 1)));
    if (anchored) Object.assign(anchored, extent, { open: false });
    return extent;
  }

  function follow(alias: ResolvedAlias, depth: number): Extent {
    const anchored = anchors.get(alias.source);
    const reason = obstacle(alias.source, anchored, depth);
    if (!anchored || reason !== undefined) {
      alias.target = ownText(alias);
      problems.push(problemOf(alias, reason ?? "", text));
      return { size: 1, height: 1 };
    }
    aliased += anchored.size;
    alias.target = anchored.node;
    return anchored;
  }

  function obstacle(name: string, anchored: Anchored | undefined, depth: number): string | undefined {
    if (!anchored) {
      return !/^\w[\w.-]*$/.test(name)
        ? `A value that begins with "*" is an alias in YAML; put it in quotes to mean the text.`
        : `No anchor "&${name}" comes before the alias "*${name}"; define it, or put the value in quotes to mean the text.`;
    }
    if (anchored.open)
      return `The alias "*${name}" lies within the value it stands for; write the value out.`;
    if (aliased + anchored.size > maxAliasedNodes || depth + anchored.height > maxDepth) {
      return `The alias "*${name}" repeats too much of this file; write out what is needed.`;
    }
    return undefined;
  }

  measure(root, 0);
  return problems;
}

function childrenOf(node: unknown): readonly unknown[] {
  if (isSeq(node)) return node.items;
  return isMap(node) ? node.items.flatMap(({ key, value }) => [key, value]) : [];
}

function around(children: readonly Extent[]): Extent {
  let size = 1;
  let height = 0;
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { size, height: height + 1 };
}

function ownText(alias: Alias.Parsed): YamlNode {
  const text = `*${alias.source}`;
  return Object.assign(new UnresolvedAlias(text), { range: alias.range, source: text }) as Scalar.Parsed;
}

/** The text of an alias that stands for nothing. */
class UnresolvedAlias extends Scalar {}

/** Whether a value is the text of an alias that stands for nothing, which is a problem already. */
export function isUnresolved(node: YamlNode): boolean {
  return node instanceof UnresolvedAlias;
}

function problemOf(alias: Alias.Parsed, message: string, text: string): Problem {
  const range: OffsetRange = { start: alias.range[0], end: alias.range[1] };
  const fixes = quotingFix(text, range);
  return { rule: "yaml-syntax", severity: "error", message, range, ...(fixes.length > 0 && { fixes }) };
}
