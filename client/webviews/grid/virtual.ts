import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { RefObject } from "preact";

export interface VirtualOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Pixels. */
  sizeOf(index: number): number;
  readonly horizontal?: boolean;
  /** Pixels of what always covers a part of the element: the header, the numbers of the rows. */
  readonly covered: number;
  /** Whatever changes when sizes do. */
  readonly sizes: unknown;
}

export interface Virtual {
  /** What is to be drawn. */
  readonly items: readonly VirtualItem[];
  /** Pixels of all. */
  readonly total: number;
  scrollTo(index: number): void;
}

/** The rows, or columns, of a long list that are to be seen, and what is just beyond. */
export function useVirtual({
  element,
  count,
  sizeOf,
  horizontal = false,
  covered,
  sizes,
}: VirtualOptions): Virtual {
  const [, redraw] = useReducer<number, undefined>((drawn) => drawn + 1, 0);
  const options = {
    count,
    estimateSize: sizeOf,
    horizontal,
    scrollPaddingEnd: covered,
    overscan: horizontal ? 3 : 10,
    // What is drawn before the element has been measured.
    initialRect: { width: 1200, height: 600 },
    getScrollElement: () => element.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  // What an adapter to a framework calls.
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, sizes]);
  return {
    items: virtualizer.getVirtualItems(),
    total: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}
