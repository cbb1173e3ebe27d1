import type { Node } from "./ast.ts";

/** Parts of the library's tree that we build ourselves; it insists on every field. */
export const emptySelect: Node = {
  expressions: [],
  from: null,
  joins: [],
  lateral_views: [],
  where_clause: null,
  group_by: null,
  having: null,
  qualify: null,
  order_by: null,
  distribute_by: null,
  cluster_by: null,
  sort_by: null,
  limit: null,
  offset: null,
  fetch: null,
  distinct: false,
  distinct_on: null,
  top: null,
  with: null,
  sample: null,
  windows: null,
  hint: null,
  connect: null,
  into: null,
  locks: [],
  leading_comments: [],
};

export const star: Node = { star: { table: null, except: null, replace: null, rename: null } };

/** `kind` is the library's: `Cross`, `Left`, `Implicit` (a comma), … */
export function joinNode(kind: string, relation: Node, on: Node | null = null): Node {
  return {
    this: relation,
    on,
    using: [],
    kind,
    use_inner_keyword: false,
    use_outer_keyword: false,
    deferred_condition: false,
    nesting_group: 0,
    directed: false,
  };
}

export function identifierNode(name: string, quoted = false): Node {
  return { name, quoted, trailing_comments: [] };
}

export function aliasedNode(node: Node, alias: Node): Node {
  return {
    alias: {
      this: node,
      alias,
      column_aliases: [],
      alias_explicit_as: true,
      pre_alias_comments: [],
      trailing_comments: [],
    },
  };
}
