/**
 * The nodes of a directed graph in groups, each after all groups that it leads to: nodes that lead to each other,
 * directly or not, are one group; of any other node a group of its own. Takes time linear in nodes and edges, and no
 * stack however long the paths are.
 */
export function strongComponents<Node>(
  nodes: readonly Node[],
  next: (node: Node) => Iterable<Node>,
): readonly (readonly Node[])[] {
  const backwards = new Map<Node, Node[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const target of next(node)) backwards.get(target)?.push(node);
  const finished = searches(nodes, (node) =>
    [...next(node)].filter((target) => backwards.has(target)),
  ).flat();
  return searches(finished.toReversed(), (node) => backwards.get(node) ?? []).toReversed();
}

/** For each node that none before has led to, the nodes that it is the first to lead to, deepest first, itself last. */
function searches<Node>(nodes: readonly Node[], next: (node: Node) => readonly Node[]): Node[][] {
  const seen = new Set<Node>();
  return nodes.flatMap((root) => {
    if (seen.has(root)) return [];
    const found: Node[] = [];
    seen.add(root);
    const path = [{ node: root, left: next(root)[Symbol.iterator]() }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = nextUnseen(top.left, seen);
      if (target) path.push({ node: target.node, left: next(target.node)[Symbol.iterator]() });
      else {
        found.push(top.node);
        path.pop();
      }
    }
    return [found];
  });
}

function nextUnseen<Node>(left: Iterator<Node>, seen: Set<Node>): { readonly node: Node } | undefined {
  for (let step = left.next(); !step.done; step = left.next()) {
    if (seen.has(step.value)) continue;
    seen.add(step.value);
    return { node: step.value };
  }
  return undefined;
}
