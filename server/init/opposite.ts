import type { ColumnFact, QueryOutline, SelectOutline } from "../sql/outline.ts";

/**
 * A query whose rows there must not be, as one that asks for the opposite: no row meets any of its conditions. Where a
 * bound or NULL can be turned round, values that it names may stay, since other checks may want them.
 */
export function opposite({ ctes, selects }: QueryOutline): QueryOutline {
  return {
    ctes: ctes.map((cte) => ({ ...cte, query: opposite(cte.query) })),
    selects: selects.map(oppositeSelect),
  };
}

function oppositeSelect(select: SelectOutline): SelectOutline {
  const isBounded = select.facts.some(
    ({ required, atLeast, atMost, presence }) =>
      required && (atLeast !== undefined || atMost !== undefined || presence === "sometimes"),
  );
  return {
    ...select,
    facts: select.facts.map((fact) => (fact.required ? oppositeFact(fact, isBounded) : mentioned(fact))),
    subqueries: select.subqueries.map(({ query }) => ({ query: opposite(query) })),
  };
}

function oppositeFact(fact: ColumnFact, keepsValues: boolean): ColumnFact {
  const { atLeast, atMost, values, presence } = fact;
  const turned = { ...mentioned(fact), required: true, exclusive: !fact.exclusive };
  if (atLeast !== undefined) return { ...turned, atMost: atLeast };
  if (atMost !== undefined) return { ...turned, atLeast: atMost };
  if (presence === "sometimes") return { ...turned, presence: "always" };
  return values && !keepsValues ? { ...turned, excluded: values } : mentioned(fact);
}

/** That the column is there, and its type. */
function mentioned({ column, type, pattern }: ColumnFact): ColumnFact {
  return { column, ...(type && { type }), ...(pattern && { pattern }) };
}
