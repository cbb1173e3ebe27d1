import { render, type ComponentChild, type ContainerNode } from "preact";
import { FakeElement, type FakeNode } from "./dom.fixture.ts";

/** What a component shows, a line an element that begins a line; what is folded away counts as not shown. */
export function shownText(node: ComponentChild): readonly string[] {
  return rendered(node)
    .map(textOf)
    .join("")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

/** Elements of that name, with what was given to them. */
export function elements(node: ComponentChild, name: string): readonly FakeElement[] {
  return rendered(node).flatMap((child) => within(child, name));
}

/** What Preact makes of it, before anything is measured or done. */
function rendered(node: ComponentChild): readonly FakeNode[] {
  const root = new FakeElement("main");
  render(node, root as unknown as ContainerNode);
  const nodes = [...root.childNodes];
  // Effects that still wait would find nothing that they can work with.
  render(null, root as unknown as ContainerNode);
  return nodes;
}

function within(node: FakeNode, name: string): readonly FakeElement[] {
  if (!(node instanceof FakeElement)) return [];
  const inside = node.childNodes.flatMap((child) => within(child, name));
  return node.localName === name ? [node, ...inside] : inside;
}

const inline = new Set([
  "span",
  "code",
  "strong",
  "button",
  "svg",
  "path",
  "rect",
  "title",
  "dt",
  "dd",
  "th",
  "td",
]);
const cells = new Set(["th", "td", "columnheader", "gridcell"]);

function textOf(node: FakeNode): string {
  if (!(node instanceof FakeElement)) return node.data;
  const { open, role } = node.props;
  // The number of a row is no part of what it holds.
  if (role === "rowheader" || node.props.class === "grid-number") return "";
  const visible = node.localName === "details" && !open ? node.childNodes.slice(0, 1) : node.childNodes;
  const text = visible.map(textOf).join("");
  if (cells.has(node.localName) || cells.has(String(role))) return `${text} `;
  return inline.has(node.localName) ? text : `\n${text}\n`;
}
