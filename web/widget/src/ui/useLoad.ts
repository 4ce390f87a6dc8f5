import { useCallback, useEffect, useState } from "preact/hooks";

export type Loaded<T> = { state: "loading" } | { state: "failed" } | { state: "here"; value: T };

/** Reads once, and again on `retry`. `load` must be stable (useCallback). */
export function useLoad<T>(load: () => Promise<T>): { result: Loaded<T>; retry: () => void } {
  const [result, setResult] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again
  useEffect(() => {
    let wanted = true;
    setResult({ state: "loading" });
    load().then(
      (value) => wanted && setResult({ state: "here", value }),
      () => wanted && setResult({ state: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, [load, round]);
  return { result, retry: useCallback(() => setRound((n) => n + 1), []) };
}
