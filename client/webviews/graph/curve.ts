/** How a graph reads: from left to right, or from top to bottom. */
export type Orientation = "LR" | "TB";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Its point is the upper left corner. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Curve {
  /** For the `d` of a path. */
  readonly path: string;
  /** Where it ends. */
  readonly end: Point;
  /** It ends downwards, else to the right. */
  readonly down: boolean;
}

/** Before the end of a curve, for its arrow. */
const arrowLength = 6;

export interface Way {
  readonly orientation: Orientation;
  /** Where the way leads around what stands between. */
  readonly bends: readonly Point[];
  readonly obstacles: readonly Rect[];
}

/** A smooth way from the end of one place to the beginning of another, straight across where nothing is in between. */
export function curve(from: Rect, to: Rect, { orientation, bends, obstacles }: Way): Curve {
  const across = orientation === "LR";
  const start = across
    ? { x: from.x + from.width, y: from.y + from.height / 2 }
    : { x: from.x + from.width / 2, y: from.y + from.height };
  const end = across ? { x: to.x, y: to.y + to.height / 2 } : { x: to.x + to.width / 2, y: to.y };
  const last = across ? { x: end.x - arrowLength, y: end.y } : { x: end.x, y: end.y - arrowLength };
  const direct = controls(start, last, across);
  const forward = across ? last.x > start.x : last.y > start.y;
  const points = forward && isFree(direct, obstacles) ? [start, last] : [start, ...bends, last];
  const parts = points.slice(1).map((point, index) => {
    const [, one, other] = controls(points[index] ?? start, point, across);
    return `C${text(one)} ${text(other)} ${text(point)}`;
  });
  return { path: `M${text(start)}${parts.join("")}L${text(end)}`, end, down: !across };
}

type Cubic = readonly [start: Point, one: Point, other: Point, end: Point];

/** It leaves and arrives in the direction in which the graph reads. */
function controls(start: Point, end: Point, across: boolean): Cubic {
  const x = (start.x + end.x) / 2;
  const y = (start.y + end.y) / 2;
  return across
    ? [start, { x, y: start.y }, { x, y: end.y }, end]
    : [start, { x: start.x, y }, { x: end.x, y }, end];
}

const samples = 24;
const clearance = 6;

function isFree([start, one, other, end]: Cubic, obstacles: readonly Rect[]): boolean {
  const along = Array.from({ length: samples - 1 }, (_, index) => {
    const t = (index + 1) / samples;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
    return {
      x: a * start.x + b * one.x + c * other.x + d * end.x,
      y: a * start.y + b * one.y + c * other.y + d * end.y,
    };
  });
  return !obstacles.some((rect) => along.some((point) => isIn(point, rect)));
}

function isIn({ x, y }: Point, rect: Rect): boolean {
  return (
    x > rect.x - clearance &&
    x < rect.x + rect.width + clearance &&
    y > rect.y - clearance &&
    y < rect.y + rect.height + clearance
  );
}

function text({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
