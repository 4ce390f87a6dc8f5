/** A function that stays the same from render to render and does what the newest one does; for events, not while rendering. */
import { useCallback, useLayoutEffect, useRef } from "react";

export function useSteady<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
