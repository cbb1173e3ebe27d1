import { ToneIcon, type Tone } from "../icons.tsx";
import type { Rect } from "./curve.ts";
import type { Figures } from "./figures.ts";
import { KindIcon } from "./kind-icon.tsx";
import { boxHeader } from "./layout.ts";
import type { NodeLabel } from "./labels.ts";
import type { GraphNodeKind } from "../../../server/run/results.ts";

/** What all that can be chosen in the graph has in common. */
export interface Choosable {
  readonly id: string;
  readonly at: Rect;
  readonly figures: Figures | undefined;
  /** Read out instead of what is seen. */
  readonly spoken: string;
  readonly selected: boolean;
  /** The one that the tab key leads to. */
  readonly reachable: boolean;
}

interface NodeProps extends Choosable {
  readonly kind: GraphNodeKind;
  readonly label: NodeLabel;
  /** The whole title, where the label had to shorten it. */
  readonly whole: string;
  /** A job whose steps are hidden. */
  readonly collapsed: boolean;
}

/** A step, a dataset, or a job as one node: kind, name, and below it what is known. */
export function NodeShape({ id, kind, at, label, whole, figures, collapsed, ...choice }: NodeProps) {
  const tone = toneOf(figures);
  const status = figures?.status ?? "";
  return (
    <g transform={`translate(${at.x},${at.y})`}>
      {collapsed && <rect class="shape below" x="4" y="4" width={at.width} height={at.height} rx="6" />}
      <g class={`node ${kind} ${status}`} {...chosen(id, choice)}>
        <title>{whole}</title>
        <rect class="shape" width={at.width} height={at.height} rx={kind === "dataset" ? at.height / 2 : 6} />
      </g>
      <g class={`face ${status}`} aria-hidden="true">
        <KindIcon kind={kind} x={14} y={(at.height - 16) / 2} />
        <text class="title" x="38" y="20">
          {label.title}
        </text>
        <text class="detail" x="38" y="35">
          {label.detail}
        </text>
        {tone && (
          <svg x={at.width - 28} y={(at.height - 14) / 2} width="14" height="14" viewBox="0 0 16 16">
            <ToneIcon tone={tone} />
          </svg>
        )}
      </g>
    </g>
  );
}

interface BoxProps extends Choosable {
  readonly whole: string;
}

/** A job around its steps. */
export function BoxShape({ id, at, whole, figures, ...choice }: BoxProps) {
  return (
    <g
      class={`box ${figures?.status ?? ""}`}
      transform={`translate(${at.x},${at.y})`}
      {...chosen(id, choice)}
    >
      <title>{whole}</title>
      <rect class="shape" width={at.width} height={at.height} rx="8" />
    </g>
  );
}

interface BoxHeadProps {
  readonly at: Rect;
  readonly label: NodeLabel;
  readonly figures: Figures | undefined;
}

/** The name of a box, which is drawn over the edges that lead into it. */
export function BoxHead({ at, label, figures }: BoxHeadProps) {
  const tone = toneOf(figures);
  return (
    <g
      class={`face head ${figures?.status ?? ""}`}
      transform={`translate(${at.x},${at.y})`}
      aria-hidden="true"
    >
      <KindIcon kind="job" x={10} y={(boxHeader - 16) / 2} />
      <text class="title" x="32" y={boxHeader / 2 + 4}>
        {label.title}
        {label.detail !== "" && (
          <tspan class="detail" dx="8">
            {label.detail}
          </tspan>
        )}
      </text>
      {tone && (
        <svg x={at.width - 24} y={(boxHeader - 14) / 2} width="14" height="14" viewBox="0 0 16 16">
          <ToneIcon tone={tone} />
        </svg>
      )}
    </g>
  );
}

/** Where what is drawn is asked for by the keyboard and the mouse, see `canvas.tsx`. */
function chosen(id: string, { spoken, selected, reachable }: Omit<Choosable, "id" | "at" | "figures">) {
  return {
    "data-id": id,
    role: "button",
    // In SVG the attribute's name has no capital.
    tabindex: reachable ? 0 : -1,
    "aria-label": spoken,
    "aria-pressed": selected,
  } as const;
}

function toneOf(figures: Figures | undefined): Tone | undefined {
  if (!figures) return undefined;
  if (figures.status !== "ok") return figures.status === "failed" ? "bad" : "quiet";
  return figures.step && figures.step.fidelity !== "exact" ? "caution" : "good";
}
