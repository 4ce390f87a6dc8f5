/** What is read and written about the robot's answers and the shop's knowledge. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { body, http } from "../../protocol/api";
import type { FaqWish, ReplyWords, Thumb } from "../../protocol/types";
import { useView } from "../../store/use";

/** The robot's answers in a chat; asked again when the chat has moved on. */
export function useAnswers(shop: string, id: number, seq: number) {
  return useQuery({
    queryKey: ["answers", shop, id, seq],
    queryFn: async () =>
      (
        await body(
          http.GET("/api/shops/{shop}/conversations/{conversation_id}/answers", {
            params: { path: { shop, conversation_id: id } },
          }),
        )
      ).answers,
    placeholderData: (old, query) => (query?.queryKey[2] === id ? old : undefined),
  });
}

export function useWhy(shop: string, id: number, seq: number) {
  return useQuery({
    queryKey: ["why", shop, id, seq],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}/answers/{seq}/why", {
          params: { path: { shop, conversation_id: id, seq } },
        }),
      ),
    staleTime: 60_000,
  });
}

export function useSummary(shop: string, id: number, moved: number, enabled: boolean) {
  return useQuery({
    queryKey: ["summary", shop, id, moved],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}/summary", {
          params: { path: { shop, conversation_id: id } },
        }),
      ),
    enabled,
  });
}

export function useFaq(shop: string) {
  const version = useView((view) => view.state.catalog[shop]);
  return useQuery({
    queryKey: ["faq", shop, version],
    queryFn: () => body(http.GET("/api/shops/{shop}/faq", { params: { path: { shop } } })),
    placeholderData: (old, query) => (query?.queryKey[1] === shop ? old : undefined),
  });
}

export function useReplies(shop: string, version: number | undefined) {
  return useQuery({
    queryKey: ["replies", shop, version],
    queryFn: () => body(http.GET("/api/shops/{shop}/robot/replies", { params: { path: { shop } } })),
    placeholderData: (old, query) => (query?.queryKey[1] === shop ? old : undefined),
  });
}

/** How a wording would read and whether it may be said; asked once the typing pauses. */
export function usePreview(shop: string, key: ReplyWords["key"], text: string) {
  const calm = useCalm(text);
  const asked = useQuery({
    queryKey: ["reply", shop, key, calm],
    queryFn: () =>
      body(
        http.POST("/api/shops/{shop}/robot/replies/preview", { params: { path: { shop } }, body: { key, text: calm } }),
      ),
    enabled: calm.trim() !== "",
    staleTime: 60_000,
  });
  return calm === text ? asked.data : undefined;
}

/** A value that follows another after a pause. */
function useCalm(text: string): string {
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return calm;
}

/** The rushes that have begun, each beside the one before it. */
export function usePeakFigures(shop: string, version: number) {
  return useQuery({
    queryKey: ["reports", shop, "peaks", version],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/reports/peaks", { params: { path: { shop } } }))).peaks,
  });
}

export function useGaps(shop: string, days: number) {
  return useQuery({
    queryKey: ["gaps", shop, days],
    queryFn: () => body(http.GET("/api/shops/{shop}/gaps", { params: { path: { shop }, query: { days } } })),
  });
}

export function useRobotActs(shop: string) {
  const client = useQueryClient();
  return useMemo(() => {
    const path = { shop };
    const again = () =>
      Promise.all(["faq", "gaps", "answers"].map((key) => client.invalidateQueries({ queryKey: [key, shop] })));
    return {
      rate: async (id: number, seq: number, thumb: Thumb, why = "") => {
        const params = { path: { shop, conversation_id: id, seq } };
        await body(
          http.PUT("/api/shops/{shop}/conversations/{conversation_id}/answers/{seq}/thumb", {
            params,
            body: { thumb, why },
          }),
        );
        await again();
      },
      prefill: (conversation: number, seq: number) =>
        body(http.POST("/api/shops/{shop}/faq/prefill", { params: { path, query: { conversation, seq } } })),
      add: async (wish: FaqWish) => {
        const made = await body(http.POST("/api/shops/{shop}/faq", { params: { path }, body: wish }));
        await again();
        return made;
      },
      change: async (number: string, wish: FaqWish, version: string) => {
        const params = { path: { shop, number } };
        await body(http.PUT("/api/shops/{shop}/faq/{number}", { params, body: { ...wish, version } }));
        await again();
      },
      remove: async (number: string) => {
        await body(http.DELETE("/api/shops/{shop}/faq/{number}", { params: { path: { shop, number } } }));
        await again();
      },
      decide: async (proposal_id: number, approve: boolean, entry: FaqWish | null, why = "") => {
        const params = { path: { shop, proposal_id } };
        const call = http.POST("/api/shops/{shop}/faq/proposals/{proposal_id}/decide", {
          params,
          body: { approve, why, entry },
        });
        const made = await body(call);
        await again();
        return made;
      },
      settle: async (settles: FaqWish["settles"]) => {
        await body(http.POST("/api/shops/{shop}/gaps/settle", { params: { path }, body: { settles: settles ?? [] } }));
        await again();
      },
    };
  }, [client, shop]);
}
