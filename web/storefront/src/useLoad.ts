import { useEffect, useState } from "preact/hooks";
import { Failure } from "./api";

export type Loaded<T> = { state: "loading" } | { state: "failed"; status: number } | { state: "here"; value: T };

/** Reads whenever `load` is another function (useCallback), and again on `retry`. */
export function useLoad<T>(load: () => Promise<T>): [Loaded<T>, () => void] {
  const [result, setResult] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again
  useEffect(() => {
    let wanted = true;
    setResult({ state: "loading" });
    load().then(
      (value) => wanted && setResult({ state: "here", value }),
      (error) => wanted && setResult({ state: "failed", status: error instanceof Failure ? error.status : 0 }),
    );
    return () => {
      wanted = false;
    };
  }, [load, round]);
  return [result, () => setRound((n) => n + 1)];
}
