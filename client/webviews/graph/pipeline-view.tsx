import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { PipelinePreview } from "../../../server/run/results.ts";
import { openSource } from "../host.ts";
import { Empty } from "../parts.tsx";
import { Pipeline } from "../pipeline.tsx";
import { Canvas } from "./canvas.tsx";
import { Details } from "./details.tsx";
import { exportSvg } from "./export-svg.ts";
import { figuresOf, type Figures } from "./figures.ts";
import { widthOf } from "./labels.ts";
import { layOut, type Layout } from "./layout.ts";
import { reach, type Direction } from "./lineage.ts";
import { State } from "./state.tsx";
import { pageTextWidth } from "./text-width.ts";
import { Toolbar } from "./toolbar.tsx";
import type { Orientation } from "./curve.ts";
import type { Viewport } from "./viewport.ts";
import { visibleGraph } from "./visible-graph.ts";
import "./graph.css";

/** More nodes than that begin with their jobs collapsed. */
const readableNodes = 60;

export interface PipelineViewProps extends PipelinePreview {
  readonly title: string;
}

/** A pipeline: its graph, and below it what is known of the node that is chosen. */
export function PipelineView({ title, graph, broken, run, state, datasets }: PipelineViewProps) {
  const [list, setList] = useState(false);
  const [selected, setSelected] = useState<string>();
  const [lineage, setLineage] = useState<Direction | undefined>();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => initiallyCollapsed(graph.nodes));
  const turned = useRef<Orientation>(undefined);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const viewport = useRef<Viewport>(undefined);
  const textWidth = useMemo(pageTextWidth, []);

  const figures = useMemo(() => figuresOf(graph, run), [graph, run]);
  useEffect(() => setSelected((chosen) => chosen ?? tellingNode(figures)), [run]);
  const structure = JSON.stringify([
    graph.nodes.map(({ id }) => id),
    graph.edges,
    [...collapsed],
    lineage && selected,
    lineage,
  ]);
  const visible = useMemo(() => {
    const only =
      lineage && selected ? reach(graph.edges, seedsOf(selected, graph.nodes), lineage) : undefined;
    return visibleGraph(graph, { collapsed, only });
  }, [structure]);
  const layoutAs = (shape: Orientation) => {
    const widths = new Map(visible.nodes.map((each) => [each.node.id, widthOf(each, graph, textWidth)]));
    return layOut(visible, { orientation: shape, widthOf: (id) => widths.get(id) ?? 0 });
  };
  const layout = useMemo(
    () => (turned.current ? layoutAs(turned.current) : larger(layoutAs("LR"), () => layoutAs("TB"))),
    [visible, turned.current],
  );
  // It does not turn by itself while it is edited.
  turned.current = layout.orientation;
  const node = graph.nodes.find(({ id }) => id === selected);

  if (graph.nodes.length === 0) {
    return (
      <Empty title="There is no workflow in this file.">
        A pipeline is a manifest of type workflow whose jobs use the Flare stack.
      </Empty>
    );
  }
  return (
    <div class="pipeline">
      <Toolbar
        {...{ list, lineage, orientation: layout.orientation }}
        canFilter={node !== undefined && node.kind !== "workflow"}
        hasRun={run !== undefined}
        allCollapsed={collapsed.size > 0}
        hasBoxes={visible.boxes.length > 0 || collapsed.size > 0}
        onList={setList}
        onLineage={setLineage}
        onTurn={() => {
          turned.current = layout.orientation === "LR" ? "TB" : "LR";
          redraw(undefined);
        }}
        onCollapse={() => setCollapsed(collapsed.size > 0 ? new Set() : jobsWithSteps(graph.nodes))}
        onZoom={(factor) => viewport.current?.zoomBy(factor)}
        onFit={() => viewport.current?.fit()}
        onExport={() => exportSvg(title, layout)}
      >
        <State {...{ state, run, broken }} />
      </Toolbar>
      {list && run ? (
        <div class="details">
          <Pipeline {...run} />
        </div>
      ) : (
        <>
          <Canvas
            {...{ label: title, graph: visible, layout, figures, selected, textWidth }}
            height={node && heightOf(layout)}
            onSelect={setSelected}
            onOpen={(id) => {
              const opened = graph.nodes.find((each) => each.id === id);
              if (opened) openSource({ file: opened.file, range: opened.range });
            }}
            onToggle={(id) => setCollapsed(toggled(collapsed, id, graph.nodes))}
            onViewport={(given) => (viewport.current = given)}
          />
          {node && <Details key={node.id} {...{ node, graph, figures, datasets, onSelect: setSelected }} />}
        </>
      )}
    </div>
  );
}

type Nodes = PipelinePreview["graph"]["nodes"];

function jobsWithSteps(nodes: Nodes): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ kind, within }) => (kind === "step" || kind === "input" ? (within ?? []) : [])),
  );
}

function initiallyCollapsed(nodes: Nodes): ReadonlySet<string> {
  return nodes.length > readableNodes ? jobsWithSteps(nodes) : new Set();
}

function toggled(collapsed: ReadonlySet<string>, id: string, nodes: Nodes): ReadonlySet<string> {
  if (!jobsWithSteps(nodes).has(id)) return collapsed;
  return collapsed.has(id)
    ? new Set([...collapsed].filter((each) => each !== id))
    : new Set([...collapsed, id]);
}

/** Where the walk begins: a job's own steps, else the node itself. */
function seedsOf(id: string, nodes: Nodes): readonly string[] {
  return [id, ...nodes.flatMap(({ id: held, within }) => (within === id ? held : []))];
}

/** What a reader looks for first after a run: what failed, else the rows that all others lead to. */
function tellingNode(figures: ReadonlyMap<string, Figures>): string | undefined {
  const steps = [...figures].filter(([, { step }]) => step !== undefined);
  const ran = steps.filter(([, { job }]) => job !== undefined);
  const failed = ran.find(([, { status }]) => status === "failed");
  return (failed ?? ran.findLast(([, { status }]) => status === "ok"))?.[0];
}

/** Of two layouts the one that a window shows larger; above a size that reads one way, only that. */
function larger(across: Layout, down: () => Layout): Layout {
  if (across.places.size > readableNodes) return across;
  const other = down();
  const scaleOf = ({ width, height }: Layout) =>
    Math.min(1, window.innerWidth / width, (graphShare * window.innerHeight) / height);
  return scaleOf(other) > 1.15 * scaleOf(across) ? other : across;
}

/** The part of the window that the graph takes at most beside the details. */
const graphShare = 0.6;

/** As high as the graph is where it is as wide as the window. */
function heightOf({ width, height }: Layout): number {
  const fitted = height * Math.min(1, Math.max(0.6, window.innerWidth / width));
  return Math.round(Math.min(Math.max(fitted + 24, 160), graphShare * window.innerHeight));
}
