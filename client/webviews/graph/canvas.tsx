import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Figures } from "./figures.ts";
import { boxLabel, fittedLabel, labelOf, spokenLabel } from "./labels.ts";
import { boxHeader, type DrawnEdge, type Layout } from "./layout.ts";
import { nextFrom, type ArrowKey } from "./navigation.ts";
import { BoxHead, BoxShape, NodeShape } from "./nodes.tsx";
import { useViewport, type Viewport } from "./viewport.ts";
import type { VisibleGraph } from "./visible-graph.ts";

export interface CanvasProps {
  readonly label: string;
  readonly graph: VisibleGraph;
  readonly layout: Layout;
  readonly figures: ReadonlyMap<string, Figures>;
  readonly selected: string | undefined;
  /** Of the canvas, in pixels; undefined: all that there is. */
  readonly height: number | undefined;
  textWidth(text: string, size: number): number;
  onSelect(id: string | undefined): void;
  onOpen(id: string): void;
  onToggle(id: string): void;
  /** Hands out what zooms, for buttons elsewhere. */
  onViewport(viewport: Viewport): void;
}

/**
 * The drawing, that pans and zooms. Arrow keys move along edges, Enter chooses, Shift+Enter opens the source,
 * `c` hides or shows the steps of a job, `+`, `-` and `0` zoom.
 */
export function Canvas(props: CanvasProps) {
  const { label, graph, layout, figures, selected, textWidth } = props;
  const svg = useRef<SVGSVGElement>(null);
  const content = useRef<SVGGElement>(null);
  const viewport = useViewport(svg, content, layout);
  useEffect(() => props.onViewport(viewport), [viewport]);
  const reachable = selected !== undefined && layout.places.has(selected) ? selected : firstOf(layout);

  // The keyboard's place outlives what it stood on.
  const focused = useRef<string>(undefined);
  useLayoutEffect(() => {
    // Whoever types in the editor keeps the focus.
    if (focused.current === undefined || !document.hasFocus() || document.activeElement !== document.body)
      return;
    focusNode(layout.places.has(focused.current) ? focused.current : reachable);
  }, [layout]);

  function focusNode(id: string | undefined): void {
    if (id === undefined) return;
    focused.current = id;
    nodeOf(svg.current, id)?.focus();
    const at = layout.places.get(id);
    if (at) viewport.reveal(at);
  }

  /** What hides its steps has the focus instead of them. */
  function toggle(job: string): void {
    focused.current = job;
    props.onToggle(job);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const id = idOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow) focusNode(id === undefined ? reachable : (nextFrom(id, arrow, layout) ?? id));
    else if (event.key === "+" || event.key === "=") viewport.zoomBy(1.25);
    else if (event.key === "-") viewport.zoomBy(0.8);
    else if (event.key === "0") viewport.fit();
    else if (event.key === "Escape") props.onSelect(undefined);
    else if (id === undefined) return;
    else if (event.key === "Enter" && event.shiftKey) props.onOpen(id);
    else if (event.key === "Enter" || event.key === " ") props.onSelect(id);
    else if (event.key === "c") toggle(graph.nodes.find(({ node }) => node.id === id)?.box ?? id);
    else return;
    event.preventDefault();
  }

  const boxes = graph.boxes.flatMap((box) => {
    const { id } = box.node;
    const at = layout.places.get(id);
    return at ? [{ id, box, at }] : [];
  });
  return (
    <svg
      ref={svg}
      class={props.height === undefined ? "canvas" : "canvas measured"}
      style={{ height: props.height }}
      role="application"
      aria-roledescription="graph"
      aria-label={`${label}. Arrow keys move along the graph, Enter shows details, Shift+Enter opens the source.`}
      onKeyDown={onKeyDown}
      onFocusIn={(event: FocusEvent) => (focused.current = idOf(event.target))}
      onClick={(event: MouseEvent) => {
        const toggled = toggleOf(event.target);
        if (toggled !== undefined) props.onToggle(toggled);
        else if (!event.defaultPrevented) props.onSelect(idOf(event.target));
      }}
      onDblClick={(event: MouseEvent) => {
        const id = idOf(event.target);
        if (id !== undefined && toggleOf(event.target) === undefined) props.onOpen(id);
      }}
    >
      <g ref={content}>
        {boxes.map(({ id, box, at }) => (
          <BoxShape
            key={id}
            {...{ id, at, figures: figures.get(id), reachable: id === reachable }}
            whole={box.workflow === undefined ? box.node.name : `${box.node.name}, ${box.workflow}`}
            selected={id === selected}
            spoken={`${spokenLabel({ node: box.node }, figures.get(id))}, press c to hide its steps`}
          />
        ))}
        {layout.edges.map((edge) => (
          <Edge key={`${edge.kind} ${edge.from} ${edge.to}`} {...edge} near={isAt(edge, selected)} />
        ))}
        {boxes.map(({ id, box, at }) => (
          <g key={`head ${id}`}>
            <BoxHead at={at} label={boxLabel(box, at.width, textWidth)} figures={figures.get(id)} />
            <Toggle id={id} x={at.x + at.width - 38} y={at.y + boxHeader / 2} open />
          </g>
        ))}
        {graph.nodes.map((visible) => {
          const { id, kind } = visible.node;
          const at = layout.places.get(id);
          if (!at) return null;
          const collapsed = visible.steps !== undefined;
          return (
            <g key={id}>
              <NodeShape
                {...{ id, kind, at, collapsed, figures: figures.get(id), reachable: id === reachable }}
                label={fittedLabel(labelOf(visible, figures.get(id)), at.width, textWidth)}
                whole={visible.node.name}
                selected={id === selected}
                spoken={`${spokenLabel(visible, figures.get(id))}${collapsed ? ", press c to show its steps" : ""}`}
              />
              {collapsed && <Toggle id={id} x={at.x + at.width - 40} y={at.y + at.height / 2} open={false} />}
            </g>
          );
        })}
      </g>
    </svg>
  );
}

/** For the mouse; the keyboard has a key for it. */
function Toggle({ id, x, y, open }: { id: string; x: number; y: number; open: boolean }) {
  return (
    <g class="toggle" data-toggle={id} transform={`translate(${x},${y})`} aria-hidden="true">
      <title>{open ? "Hide the steps" : "Show the steps"}</title>
      <rect x="-9" y="-9" width="18" height="18" rx="4" />
      <path d={open ? "M-4,-2L0,2L4,-2" : "M-2,-4L2,0L-2,4"} />
    </g>
  );
}

function Edge({ kind, path, end, near, down }: DrawnEdge & { near: boolean }) {
  const arrow = down ? "l-3.5,-6.5h7z" : "l-6.5,-3.5v7z";
  return (
    <g class={`edge ${kind}${near ? " near" : ""}`} aria-hidden="true">
      <path class="line" d={path} />
      <path class="arrow" d={`M${end.x},${end.y}${arrow}`} />
    </g>
  );
}

const arrows: Readonly<Record<string, ArrowKey>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

function firstOf({ places }: Layout): string | undefined {
  return places.keys().next().value;
}

function isAt({ from, to }: DrawnEdge, id: string | undefined): boolean {
  return id !== undefined && (from === id || to === id);
}

function nodeOf(svg: SVGSVGElement | null, id: string): SVGElement | undefined {
  return [...(svg?.querySelectorAll<SVGElement>("[data-id]") ?? [])].find(
    (node) => node.dataset["id"] === id,
  );
}

function idOf(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? (target.closest<SVGElement>("[data-id]")?.dataset["id"] ?? undefined)
    : undefined;
}

function toggleOf(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<SVGElement>("[data-toggle]")?.dataset["toggle"]
    : undefined;
}
