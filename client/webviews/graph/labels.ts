import type { GraphNode, PipelineGraph } from "../../../server/run/results.ts";
import { count, duration } from "../parts.tsx";
import type { Figures } from "./figures.ts";
import { boxPadding } from "./layout.ts";
import { fitted } from "./text-width.ts";
import type { Box, VisibleNode } from "./visible-graph.ts";

/** What stands in a node. */
export interface NodeLabel {
  readonly title: string;
  /** Below it, smaller. */
  readonly detail: string;
}

/** What a label needs to know of a node or a box. */
type Known = Pick<VisibleNode, "node" | "steps">;

export function labelOf(visible: Known, figures: Figures | undefined): NodeLabel {
  const { title, place } = namesOf(visible.node);
  return { title, detail: detailOf(visible, figures) || place };
}

/** A dataset's own name, and where it is. */
function namesOf({ kind, name, stack }: GraphNode): { readonly title: string; readonly place: string } {
  const slash = kind === "dataset" ? name.lastIndexOf("/") : -1;
  if (slash > 0)
    return { title: name.slice(slash + 1), place: name.slice(0, slash).replace("dataos://", "") };
  return { title: name, place: kind === "job" ? (stack ?? "job") : kind };
}

function detailOf({ node, steps }: Known, figures: Figures | undefined): string {
  const { status, rows, milliseconds } = figures ?? {};
  if (status === "failed" || status === "skipped") return status;
  const parts = [
    ...(node.kind === "dataset" ? [namesOf(node).place] : []),
    ...(steps === undefined ? [] : [count(steps, "step")]),
    ...(rows === undefined ? [] : [count(rows, "row")]),
    ...(milliseconds === undefined ? [] : [duration(milliseconds)]),
  ];
  return parts.join(" · ");
}

/** All that a node shows, for who can't see it; it begins with what is to be seen, for who speaks to the computer. */
export function spokenLabel(visible: Known, figures: Figures | undefined): string {
  const { node } = visible;
  const { title, detail } = labelOf(visible, figures);
  const fidelity = figures?.step?.fidelity;
  const parts = [
    detail === node.kind ? "" : node.kind,
    figures && detail !== figures.status ? figures.status : "",
    detail === node.stack ? "" : (node.stack ?? ""),
    fidelity === "exact" ? "" : (fidelity ?? ""),
  ];
  return [`${title} ${detail}`, ...parts.filter((part) => part !== "")].join(", ");
}

const titleFont = 13;
const detailFont = 11;
/** Icons and the space around them. */
const nodeIcons = 74;
const boxIcons = 82;

type TextWidth = (text: string, size: number) => number;

/** Width in pixels that a node needs; figures of a run to come have their place in it. */
export function widthOf(visible: VisibleNode, { nodes, edges }: PipelineGraph, textWidth: TextWidth): number {
  const { node, box } = visible;
  const { title, place } = namesOf(node);
  const written = node.kind !== "dataset" || edges.some(({ kind, to }) => kind === "data" && to === node.id);
  const detail = written
    ? detailOf(visible, {
        status: "ok",
        rows: 10_000,
        milliseconds: node.kind === "dataset" ? undefined : 100,
      })
    : place;
  const widest = Math.max(textWidth(title, titleFont), textWidth(detail, detailFont)) + nodeIcons;
  const around = nodes.find(({ id }) => id === box);
  const ofBox = around ? textWidth(around.name, titleFont) + boxIcons - 2 * boxPadding : 0;
  return Math.ceil(Math.min(Math.max(widest, ofBox, 130), 270));
}

/** The part of a label that fits into a node. */
export function fittedLabel({ title, detail }: NodeLabel, width: number, textWidth: TextWidth): NodeLabel {
  const room = width - nodeIcons;
  return {
    title: fitted(title, room, (text) => textWidth(text, titleFont)),
    detail: fitted(detail, room, (text) => textWidth(text, detailFont)),
  };
}

/** What stands in the head of a box: the job, and its workflow where there is room for it. */
export function boxLabel({ node, workflow }: Box, width: number, textWidth: TextWidth): NodeLabel {
  const room = width - boxIcons;
  const title = fitted(node.name, room, (text) => textWidth(text, titleFont));
  const left = room - textWidth(title, titleFont) - 8;
  return { title, detail: workflow && textWidth(workflow, detailFont) <= left ? workflow : "" };
}
