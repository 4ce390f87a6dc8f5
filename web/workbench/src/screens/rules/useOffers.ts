/** Activity cards and reports on the gate: read, and written. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { body, http } from "../../protocol/api";
import type { ActivityWish, AlarmDecision } from "../../protocol/types";

const MINUTE_MS = 60_000;

export function useActivities(shop: string) {
  return useQuery({
    queryKey: ["activities", shop],
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/activities", { params: { path: { shop } } }))).cards,
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });
}

export function useAlarms(shop: string) {
  return useQuery({
    queryKey: ["alarms", shop],
    queryFn: () => body(http.GET("/api/shops/{shop}/wording/reports", { params: { path: { shop } } })),
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });
}

export function useOfferActs(shop: string) {
  const client = useQueryClient();
  return useMemo(() => {
    const path = { shop };
    const again = async () => {
      await client.invalidateQueries({ queryKey: ["activities", shop] });
      await client.invalidateQueries({ queryKey: ["phrases", shop] });
    };
    return {
      save: async (wish: ActivityWish, card_id?: number) => {
        if (card_id === undefined) {
          await body(http.POST("/api/shops/{shop}/activities", { params: { path }, body: wish }));
        } else {
          const params = { path: { shop, card_id } };
          await body(http.PUT("/api/shops/{shop}/activities/{card_id}", { params, body: wish }));
        }
        await again();
      },
      end: async (card_id: number) => {
        await body(http.DELETE("/api/shops/{shop}/activities/{card_id}", { params: { path: { shop, card_id } } }));
        await again();
      },
      decide: async (report_id: number, wish: AlarmDecision) => {
        const params = { path: { shop, report_id } };
        await body(http.POST("/api/shops/{shop}/wording/reports/{report_id}/decision", { params, body: wish }));
        await client.invalidateQueries({ queryKey: ["alarms", shop] });
        await client.invalidateQueries({ queryKey: ["rules", shop] });
      },
    };
  }, [client, shop]);
}
