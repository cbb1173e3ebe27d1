import { expect, test } from "vitest";
import { folds } from "./folding.ts";

const text = `# Why this is here,
# and who wrote it.
name: wf-orders
tags: [a, b]
workflow:
  dag:
    - name: clean
      sql: >
        SELECT *
        FROM orders

    - name: publish
---
name: other
list: [
  1
]
`;

test("keys and items fold with what is below them, texts and comments too, blank lines after them not", () => {
  const lines = text.split("\n");
  expect(
    folds(text).map(
      ({ startLine, endLine, comment }) =>
        `${lines[startLine]?.trim()} … ${lines[endLine]?.trim()}${comment ? " #" : ""}`,
    ),
  ).toEqual([
    "# Why this is here, … # and who wrote it. #",
    "workflow: … - name: publish",
    "dag: … - name: publish",
    "- name: clean … FROM orders",
    "sql: > … FROM orders",
    "list: [ … ]",
  ]);
});
