/** The lines of a chat as a window onto a long list: only those in sight are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useCallback, useLayoutEffect, useRef, useState } from "react";

/** So near to an end counts as being there. */
export const NEAR_PX = 80;
const ESTIMATE_PX = 72;
/** Room for what stands above the first line (older ones, the beginning) and under the last one (typing). */
const ROOM_PX = 32;
const GAP_PX = 10;
const BEYOND = 10;

interface Wish {
  /** By line, oldest first; a line keeps its key when older ones come in above. */
  keys: readonly string[];
  /** Where one looks first: the line at this place, or the end. */
  start: number | "end";
  onTop?: () => void;
}

/**
 * Pinned to the newest line while one is there; in its place when older lines come in above, when pictures arrive and
 * when the composer grows.
 */
export function useLines({ keys, start, onTop }: Wish) {
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = useRef(start === "end");
  const [away, setAway] = useState(start !== "end");
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATE_PX,
    getItemKey: (index) => keys[index] ?? index,
    overscan: BEYOND,
    gap: GAP_PX,
    paddingStart: ROOM_PX,
    paddingEnd: ROOM_PX,
    anchorTo: "end",
    followOnAppend: start === "end",
    scrollEndThreshold: NEAR_PX,
  });
  // What is read stays where it is: all that grows above the upper edge, or across it, moves the rest.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item, _, self) => item.start < (self.scrollOffset ?? 0);

  const toEnd = useCallback(() => {
    pinned.current = true;
    setAway(false);
    virtual.scrollToEnd();
  }, [virtual]);

  // Once, when there is something to look at.
  const placed = useRef(false);
  const any = keys.length > 0;
  useLayoutEffect(() => {
    if (!any || placed.current) return;
    placed.current = true;
    if (start === "end") virtual.scrollToEnd();
    else virtual.scrollToIndex(start, { align: "center" });
  }, [any, start, virtual]);

  // The composer takes and gives room.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => pinned.current && virtual.scrollToEnd());
    observer.observe(box);
    return () => observer.disconnect();
  }, [virtual]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    pinned.current = start === "end" && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    setAway(!pinned.current);
    if (placed.current && box.scrollTop < NEAR_PX) onTop?.();
  }, [onTop, start]);

  const items = virtual.getVirtualItems();
  const shift = (items[0]?.start ?? 0) - ROOM_PX;
  return {
    scroller,
    onScroll,
    toEnd,
    /** One reads further up. */
    away,
    /** Places of the lines to draw. */
    shown: items.map((item) => item.index),
    measure: virtual.measureElement,
    all: { height: virtual.getTotalSize() } as CSSProperties,
    window: { transform: `translateY(${shift}px)` } as CSSProperties,
  };
}
