import { useSyncExternalStore } from "react";
import { NARROW } from "../theme/palette";

const query = globalThis.matchMedia?.(NARROW);

/** True where the desk is three pages instead of three columns. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query?.addEventListener("change", listener);
      return () => query?.removeEventListener("change", listener);
    },
    () => query?.matches ?? false,
  );
