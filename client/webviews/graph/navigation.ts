import type { Rect } from "./curve.ts";
import type { Layout } from "./layout.ts";

export type ArrowKey = "left" | "right" | "up" | "down";

/**
 * Where an arrow key leads: along an edge that goes that way, the nearest one first, else to the nearest place on
 * that side; undefined at the border of the drawing.
 */
export function nextFrom(
  id: string,
  key: ArrowKey,
  { places, edges, orientation }: Layout,
): string | undefined {
  const from = places.get(id);
  if (!from) return undefined;
  const along = orientation === "LR" ? { right: "to", left: "from" } : { down: "to", up: "from" };
  const end = (along as Partial<Record<ArrowKey, "from" | "to">>)[key];
  const start = end === "to" ? "from" : "to";
  const connected = end === undefined ? [] : edges.flatMap((edge) => (edge[start] === id ? edge[end] : []));
  return nearest(from, connected, places) ?? nearest(from, onSide(from, key, places), places);
}

function onSide(from: Rect, key: ArrowKey, places: Layout["places"]): readonly string[] {
  const here = middleOf(from);
  return [...places].flatMap(([id, rect]) => {
    const [dx, dy] = [middleOf(rect).x - here.x, middleOf(rect).y - here.y];
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[key];
    const aside = Math.abs(key === "left" || key === "right" ? dy : dx);
    return ahead > 1 && aside <= 2 * ahead ? [id] : [];
  });
}

function nearest(from: Rect, ids: readonly string[], places: Layout["places"]): string | undefined {
  const here = middleOf(from);
  const distance = (id: string) => {
    const rect = places.get(id);
    return rect ? Math.hypot(middleOf(rect).x - here.x, middleOf(rect).y - here.y) : Infinity;
  };
  return ids.toSorted((one, other) => distance(one) - distance(other))[0];
}

function middleOf({ x, y, width, height }: Rect): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
