import type { ComponentChildren } from "preact";
import type { Orientation } from "./curve.ts";
import type { Direction } from "./lineage.ts";

export interface ToolbarProps {
  /** What there is to say before all buttons. */
  readonly children: ComponentChildren;
  readonly list: boolean;
  readonly hasRun: boolean;
  readonly lineage: Direction | undefined;
  readonly canFilter: boolean;
  readonly orientation: Orientation;
  readonly hasBoxes: boolean;
  readonly allCollapsed: boolean;
  onList(list: boolean): void;
  onLineage(lineage: Direction | undefined): void;
  onTurn(): void;
  onCollapse(): void;
  onZoom(factor: number): void;
  onFit(): void;
  onExport(): void;
}

export function Toolbar(props: ToolbarProps) {
  const { children, list, lineage, canFilter, orientation } = props;
  const filter = (direction: Direction) => props.onLineage(lineage === direction ? undefined : direction);
  return (
    <div class="toolbar" role="toolbar" aria-label="Pipeline">
      <div class="state" role="status">
        {children}
      </div>
      {!list && (
        <>
          <div class="group">
            <Button
              {...icons.upstream}
              title="Show only what the chosen node is made from"
              disabled={!canFilter}
              pressed={lineage === "upstream"}
              onClick={() => filter("upstream")}
            />
            <Button
              {...icons.downstream}
              title="Show only what is made from the chosen node"
              disabled={!canFilter}
              pressed={lineage === "downstream"}
              onClick={() => filter("downstream")}
            />
          </div>
          <div class="group">
            {props.hasBoxes && (
              <Button
                {...(props.allCollapsed ? icons.expand : icons.collapse)}
                title={props.allCollapsed ? "Show the steps of all jobs" : "Hide the steps of all jobs"}
                onClick={props.onCollapse}
              />
            )}
            <Button
              {...icons.turn}
              title={orientation === "LR" ? "Draw from top to bottom" : "Draw from left to right"}
              onClick={props.onTurn}
            />
          </div>
          <div class="group">
            <Button {...icons.zoomOut} title="Zoom out (-)" onClick={() => props.onZoom(0.8)} />
            <Button {...icons.zoomIn} title="Zoom in (+)" onClick={() => props.onZoom(1.25)} />
            <Button {...icons.fit} title="Show all (0)" onClick={props.onFit} />
          </div>
          <div class="group">
            <Button {...icons.save} title="Save as SVG" onClick={props.onExport} />
          </div>
        </>
      )}
      {props.hasRun && (
        <div class="group">
          <Button
            {...icons.graph}
            title="Show as a graph"
            pressed={!list}
            onClick={() => props.onList(false)}
          />
          <Button {...icons.list} title="Show as a list" pressed={list} onClick={() => props.onList(true)} />
        </div>
      )}
    </div>
  );
}

function Button({
  path,
  title,
  pressed,
  disabled,
  onClick,
}: {
  path: string;
  title: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick(): void;
}) {
  return (
    <button
      class="tool"
      type="button"
      title={title}
      aria-label={title}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

/** Lines on a grid of 16. */
const icons = {
  upstream: { path: "M10.5 5.5h4v5h-4zM10 8H2M5 5L2 8l3 3" },
  downstream: { path: "M1.5 5.5h4v5h-4zM6 8h8M11 5l3 3-3 3" },
  collapse: { path: "M2.5 2.5h11v11h-11zM5 8h6" },
  expand: { path: "M2.5 2.5h11v11h-11zM5 8h6M8 5v6" },
  turn: { path: "M3 13V6a3 3 0 0 1 3-3h6M9.5 .5L12 3 9.5 5.5M.5 10.5L3 13l2.5-2.5" },
  zoomOut: { path: "M11 6.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 1 1 9 0M9.7 9.7L14 14M4.5 6.5h4" },
  zoomIn: { path: "M11 6.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 1 1 9 0M9.7 9.7L14 14M4.5 6.5h4M6.5 4.5v4" },
  fit: { path: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5" },
  save: { path: "M8 2v7.5M5 7l3 3 3-3M2.5 11v2.5h11V11" },
  graph: { path: "M1.5 6h4v4h-4zM10.5 1.5h4v4h-4zM10.5 10.5h4v4h-4zM5.5 8H8V3.5h2.5M8 8v4.5h2.5" },
  list: { path: "M2 4h1.5M2 8h1.5M2 12h1.5M6 4h8M6 8h8M6 12h8" },
} as const;
