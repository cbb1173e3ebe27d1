import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, type ZoomBehavior } from "d3-zoom";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Rect } from "./curve.ts";

/** What moves and scales a drawing. */
export interface Viewport {
  zoomBy(factor: number): void;
  /** Shows all of the drawing. */
  fit(): void;
  /** Moves what stands outside of the view into its middle. */
  reveal(at: Rect): void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below this, names are hard to read: a large drawing begins at its beginning, and not as a whole. */
const leastReadable = 0.6;
const most = 2;

/** Pan and zoom of a drawing within an SVG. Until the user moves it, it stays fitted to its window. */
export function useViewport(
  svg: RefObject<SVGSVGElement | null>,
  content: RefObject<SVGGElement | null>,
  drawing: Size,
): Viewport {
  const size = useRef(drawing);
  const moved = useRef(false);
  const behavior = useRef<ZoomBehavior<SVGSVGElement, unknown>>(undefined);
  size.current = drawing;

  const viewport = useMemo(() => {
    const act = (work: (svg: SVGSVGElement, behavior: ZoomBehavior<SVGSVGElement, unknown>) => void) => {
      if (svg.current && behavior.current) work(svg.current, behavior.current);
    };
    const fitTo = (least: number) =>
      act((element, zooming) => {
        const window = { width: element.clientWidth, height: element.clientHeight };
        if (window.width === 0) return;
        const { width, height } = size.current;
        const scale = Math.min(1.1, Math.max(least, Math.min(window.width / width, window.height / height)));
        const begin = (room: number, taken: number) => Math.max((room - taken * scale) / 2, 0);
        const transform = zoomIdentity
          .translate(begin(window.width, width), begin(window.height, height))
          .scale(scale);
        zooming.transform(select(element), transform);
      });
    return {
      begin: () => fitTo(leastReadable),
      fit: () => {
        moved.current = false;
        fitTo(0.05);
      },
      zoomBy: (factor: number) => {
        moved.current = true;
        act((element, zooming) => zooming.scaleBy(select(element), factor));
      },
      reveal: ({ x, y, width, height }: Rect) =>
        act((element, zooming) => {
          const { x: left, y: top, k } = zoomTransform(element);
          const [x0, y0] = [x * k + left, y * k + top];
          const inside =
            x0 >= 0 &&
            y0 >= 0 &&
            x0 + width * k <= element.clientWidth &&
            y0 + height * k <= element.clientHeight;
          if (inside) return;
          moved.current = true;
          zooming.translateTo(select(element), x + width / 2, y + height / 2);
        }),
    };
  }, []);

  useEffect(() => {
    if (!svg.current) return;
    const element = svg.current;
    const zooming = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.05, most])
      .on("zoom", ({ transform, sourceEvent }) => {
        if (sourceEvent) moved.current = true;
        content.current?.setAttribute("transform", String(transform));
      });
    behavior.current = zooming;
    // A double click opens the source.
    select(element).call(zooming).on("dblclick.zoom", null);
    const observer = new ResizeObserver(() => {
      if (!moved.current) viewport.begin();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (!moved.current) viewport.begin();
  }, [drawing]);
  return viewport;
}
