/** Where one was called, over all one's shops: read once, and again when a note calls or a chat is looked at. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { body, http } from "../protocol/api";
import type { Mention } from "../protocol/types";
import { useHold } from "./use";

export type CallOf = Mention & { shop: string };
const keyOf = (shop: string) => ["mentions", shop] as const;

export function useCalls() {
  const { desk, session } = useHold();
  const client = useQueryClient();
  const shops = useMemo(() => session.shops.map((shop) => shop.code), [session]);
  const found = useQueries({
    queries: shops.map((shop) => ({
      queryKey: keyOf(shop),
      queryFn: () => body(http.GET("/api/shops/{shop}/mentions", { params: { path: { shop } } })),
      staleTime: 60_000,
    })),
  });
  const me = session.staff.id;
  useEffect(
    () =>
      desk.onNews((message, conversation) => {
        if (message.body.mentions?.includes(me)) void client.invalidateQueries({ queryKey: keyOf(conversation.shop) });
      }),
    [client, desk, me],
  );
  const see = useCallback(
    async ({ shop, conversation }: { shop: string; conversation: number }) => {
      const call = http.POST("/api/shops/{shop}/mentions/seen", { params: { path: { shop } }, body: { conversation } });
      const now = await body(call).catch(() => null);
      if (now) client.setQueryData(keyOf(shop), now);
    },
    [client],
  );
  const calls = found.flatMap(({ data }, i) =>
    (data?.mentions ?? []).map((call): CallOf => ({ ...call, shop: shops[i] ?? "" })),
  );
  calls.sort((a, b) => Number(a.seen) - Number(b.seen) || (a.at < b.at ? 1 : -1));
  const unseen = found.reduce((sum, { data }) => sum + (data?.unseen ?? 0), 0);
  return { calls, unseen, see };
}
