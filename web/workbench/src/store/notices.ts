/** Notices of all one's shops that one has not confirmed; read again when one is published or taken back. */
import { useQueries } from "@tanstack/react-query";
import { body, http } from "../protocol/api";
import type { Schemas } from "../protocol/types";
import { sameItems, useHold, useView } from "./use";

const MINUTE_MS = 60_000;

export const noticesQuery = (shop: string, moved: number) => ({
  queryKey: ["notices", shop, moved] as const,
  queryFn: () => body(http.GET("/api/shops/{shop}/notices", { params: { path: { shop } } })),
  staleTime: MINUTE_MS,
  refetchInterval: MINUTE_MS,
  placeholderData: (old: Schemas["Notices"] | undefined) => old,
});

/** How many are unread, by shop. */
export function useUnreadNotices(): Readonly<Record<string, number>> {
  const { shops } = useHold().session;
  const moved = useView((view) => shops.map(({ code }) => view.state.work[code] ?? 0), sameItems);
  const found = useQueries({
    queries: shops.map(({ code }, n) => noticesQuery(code, moved[n] ?? 0)),
  });
  return Object.fromEntries(shops.map(({ code }, n) => [code, found[n]?.data?.unread ?? 0]));
}
