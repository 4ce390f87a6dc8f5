/** What waits for this person's hand in the rooms beside the chats: counts of all one's shops, read again when casework moves. */
import { useQueries } from "@tanstack/react-query";
import { body, http } from "../protocol/api";
import { mayWrite, sameItems, useHold, useView } from "./use";

const MINUTE_MS = 60_000;

export interface Owed {
  /** One's own open tasks. */
  tasks: number;
  /** After-sales cases that nobody has answered yet. */
  cases: number;
  complaints: number;
}

const NOTHING: Owed = { tasks: 0, cases: 0, complaints: 0 };

async function readOwed(shop: string): Promise<Owed> {
  const path = { shop };
  const [work, cases, complaints] = await Promise.all([
    body(http.GET("/api/shops/{shop}/work", { params: { path, query: { mine: true, limit: 1 } } })),
    body(http.GET("/api/shops/{shop}/cases", { params: { path, query: { limit: 1 } } })),
    body(http.GET("/api/shops/{shop}/complaints", { params: { path, query: { state: "open" } } })),
  ]);
  return {
    tasks: work.counts.mine,
    cases: cases.counts.states.requested ?? 0,
    complaints: complaints.complaints.length,
  };
}

export function useOwed(): Owed {
  const shops = useHold().session.shops.filter(mayWrite);
  const moved = useView((view) => shops.map(({ code }) => view.state.work[code] ?? 0), sameItems);
  const found = useQueries({
    queries: shops.map(({ code }, n) => ({
      queryKey: ["owed", code, moved[n] ?? 0] as const,
      queryFn: () => readOwed(code),
      staleTime: MINUTE_MS,
      refetchInterval: MINUTE_MS,
      placeholderData: (old: Owed | undefined) => old,
    })),
  });
  return found.reduce<Owed>(
    (sum, { data = NOTHING }) => ({
      tasks: sum.tasks + data.tasks,
      cases: sum.cases + data.cases,
      complaints: sum.complaints + data.complaints,
    }),
    NOTHING,
  );
}
