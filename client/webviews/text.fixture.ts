import type { ComponentChild, VNode } from "preact";

/** What a component shows, a line an element that begins a line; what is folded away counts as not shown. */
export function shownText(node: ComponentChild): readonly string[] {
  return textOf(node)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

/** Elements of that name, with what they hold. */
export function elements(node: ComponentChild, name: string): readonly VNode<Record<string, unknown>>[] {
  if (Array.isArray(node)) return node.flatMap((child: ComponentChild) => elements(child, name));
  if (!isElement(node)) return [];
  if (typeof node.type === "function") return elements(render(node), name);
  const inside = elements(node.props.children as ComponentChild, name);
  return node.type === name ? [node, ...inside] : inside;
}

const inline = new Set(["span", "code", "strong", "button", "svg", "path", "dt", "dd", "th", "td"]);

function textOf(node: ComponentChild): string {
  if (Array.isArray(node)) return node.map((child: ComponentChild) => textOf(child)).join("");
  if (!isElement(node))
    return node === null || node === undefined || typeof node === "boolean" ? "" : String(node);
  if (typeof node.type === "function") return textOf(render(node));
  const { children, open } = node.props;
  const visible = node.type === "details" && !open ? firstOf(children as ComponentChild) : children;
  const text = textOf(visible as ComponentChild);
  if (node.type === "td" || node.type === "th") return `${text} `;
  return inline.has(String(node.type)) ? text : `\n${text}\n`;
}

function isElement(node: ComponentChild): node is VNode<Record<string, unknown>> {
  return typeof node === "object" && node !== null && "props" in node;
}

/** Components here are plain functions of their properties. */
function render({ type, props }: VNode<Record<string, unknown>>): ComponentChild {
  return (type as (props: Record<string, unknown>) => ComponentChild)(props);
}

function firstOf(children: ComponentChild): ComponentChild {
  return Array.isArray(children) ? (children[0] as ComponentChild) : children;
}
