/** The thread's scrolling: stays at the end while one is there, and does not jump when older messages come in above. */
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 80;

export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  first: string | undefined,
  end: string,
  onTop: () => void,
) {
  const atEnd = useRef(true);
  const top = useRef(0);
  const seen = useRef({ first, height: 0 });
  const [below, setBelow] = useState(false);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    setBelow(false);
  }, [scroller]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (seen.current.first !== first && !atEnd.current) box.scrollTop += box.scrollHeight - seen.current.height;
    seen.current = { first, height: box.scrollHeight };
  }, [scroller, first]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` names the last message, its change is the reason
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setBelow(true);
    if (scroller.current) seen.current.height = scroller.current.scrollHeight;
  }, [scroller, end, toEnd]);

  // Pictures and the composer change heights after the fact.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    // Only going up leaves the end: a picture that has just grown below does not.
    if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX) atEnd.current = true;
    else if (box.scrollTop < top.current) atEnd.current = false;
    top.current = box.scrollTop;
    if (atEnd.current) setBelow(false);
    seen.current.height = box.scrollHeight;
    if (box.scrollTop < NEAR_PX) onTop();
  }, [scroller, onTop]);

  return { below, toEnd, onScroll };
}
