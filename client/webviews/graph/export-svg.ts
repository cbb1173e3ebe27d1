import { saveText } from "../host.ts";
import type { Layout } from "./layout.ts";

/** Saves the graph as it looks here, whole, as a file that needs nothing else: all colours are its own. */
export function exportSvg(title: string, { width, height }: Layout): void {
  const canvas = document.querySelector<SVGSVGElement>("svg.canvas");
  if (!canvas) return;
  const name = title.replace(/^[^:]*:\s*/, "").replace(/\.\w+$/, "") || "pipeline";
  saveText(`${name}.svg`, standalone(canvas, { title, width, height }), "image/svg+xml");
}

interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

function standalone(canvas: SVGSVGElement, { title, width, height }: Drawing): string {
  const copy = canvas.cloneNode(true) as SVGSVGElement;
  const originals = canvas.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, index) => {
    const original = originals[index];
    if (original) keepLooks(original, element);
  });
  copy.querySelectorAll("[data-toggle]").forEach((toggle) => toggle.remove());
  for (const element of [copy, ...copy.querySelectorAll("*")])
    for (const attribute of [...element.attributes])
      if (isOfThePage(attribute.name)) element.removeAttribute(attribute.name);
  copy.querySelector("g")?.removeAttribute("transform");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("role", "img");
  copy.setAttribute("aria-label", title);
  copy.setAttribute("viewBox", `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`);
  copy.setAttribute("width", String(Math.ceil(width)));
  copy.setAttribute("height", String(Math.ceil(height)));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill: pageColour() }))
    paper.setAttribute(key, value);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

const looks = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "color", "opacity"],
  ...["font-family", "font-size", "font-weight"],
];

/** What style sheets and theme variables make of an element, written on it. */
function keepLooks(original: SVGElement, copy: SVGElement): void {
  if (original.tagName === "title") return;
  const style = getComputedStyle(original);
  for (const look of looks) copy.setAttribute(look, style.getPropertyValue(look));
}

function isOfThePage(attribute: string): boolean {
  return /^(class|role|tabindex|data-.*|aria-.*)$/i.test(attribute);
}

function pageColour(): string {
  const { backgroundColor } = getComputedStyle(document.body);
  const editor = getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background");
  return editor || backgroundColor;
}
