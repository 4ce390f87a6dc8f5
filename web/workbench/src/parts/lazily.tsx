import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from "react";

/** A component that is loaded when it is first shown; `meanwhile` stands in its place. */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): (props: P) => ReactNode {
  const Loaded = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  return (props: P) => (
    <Suspense fallback={meanwhile}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** After the screen itself has come, ms. */
const AHEAD_MS = 1500;

/** What is opened by a key is loaded before the key is pressed: what is typed right after would be lost. `loads` is steady. */
export function useAhead(loads: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of loads) load().catch(() => undefined);
    }, AHEAD_MS);
    return () => clearTimeout(timer);
  }, [loads]);
}
