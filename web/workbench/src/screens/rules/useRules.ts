/** What the rules room reads and does; lists are read anew after each act. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { body, http } from "../../protocol/api";
import type {
  AllowanceWish,
  ChangePreview,
  ChangeWish,
  NoticeWish,
  PromiseWish,
  RulePart,
  TriedCase,
  TryWish,
  WordWish,
} from "../../protocol/types";
import { noticesQuery } from "../../store/notices";
import { useView } from "../../store/use";

const useCatalog = (shop: string) => useView((view) => view.state.catalog[shop]);
const MINUTE_MS = 60_000;

export function useBook(shop: string, q: string, part: RulePart | "") {
  return useQuery({
    queryKey: ["rulebook", shop, q, part],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/rulebook", {
          params: { path: { shop }, query: part ? { q, part } : { q } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });
}

/** What has changed in the packaged rules since a day. */
export function useBookChanges(shop: string, since: string) {
  return useQuery({
    queryKey: ["rulebook changes", shop, since],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/rulebook/changes", { params: { path: { shop }, query: { since } } })),
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
    enabled: since !== "",
  });
}

export function useOwnRules(shop: string) {
  const version = useCatalog(shop);
  return useQuery({
    queryKey: ["rules", shop, version],
    queryFn: () => body(http.GET("/api/shops/{shop}/rules", { params: { path: { shop } } })),
    placeholderData: keepPreviousData,
  });
}

export function useNotices(shop: string) {
  const moved = useView((view) => view.state.work[shop] ?? 0);
  return useQuery(noticesQuery(shop, moved));
}

export function useLint(shop: string) {
  const version = useCatalog(shop);
  return useQuery({
    queryKey: ["lint", shop, version],
    queryFn: () => body(http.GET("/api/shops/{shop}/rules/library", { params: { path: { shop } } })),
    staleTime: MINUTE_MS,
  });
}

export interface RuleActs {
  forbid(wish: WordWish): Promise<void>;
  allow(wish: AllowanceWish): Promise<void>;
  promise(wish: PromiseWish): Promise<void>;
  end(id: number): Promise<void>;
  /** What a change would do, before it is made. */
  foresee(wish: ChangeWish): Promise<ChangePreview>;
  tryCase(wish: TryWish): Promise<TriedCase>;
  publish(wish: NoticeWish): Promise<void>;
  /** False: the answer was wrong. */
  confirm(id: number, answer: number | null): Promise<boolean>;
  withdraw(id: number): Promise<void>;
}

export function useRuleActs(shop: string): RuleActs {
  const client = useQueryClient();
  return useMemo(() => {
    const again = (key: string) => client.invalidateQueries({ queryKey: [key, shop] });
    const path = { shop };
    return {
      forbid: async (wish) => {
        await body(http.POST("/api/shops/{shop}/rules/words", { params: { path }, body: wish }));
        await again("rules");
      },
      allow: async (wish) => {
        await body(http.POST("/api/shops/{shop}/rules/allowances", { params: { path }, body: wish }));
        await again("rules");
      },
      promise: async (wish) => {
        await body(http.POST("/api/shops/{shop}/rules/promises", { params: { path }, body: wish }));
        await again("rules");
      },
      end: async (own_rule_id) => {
        await body(http.DELETE("/api/shops/{shop}/rules/{own_rule_id}", { params: { path: { shop, own_rule_id } } }));
        await again("rules");
      },
      foresee: (wish) => body(http.POST("/api/shops/{shop}/rules/change", { params: { path }, body: wish })),
      tryCase: (wish) => body(http.POST("/api/shops/{shop}/rules/try", { params: { path }, body: wish })),
      publish: async (wish) => {
        await body(http.POST("/api/shops/{shop}/notices", { params: { path }, body: wish }));
        await again("notices");
      },
      confirm: async (notice_id, answer) => {
        const params = { path: { shop, notice_id } };
        const done = await body(http.POST("/api/shops/{shop}/notices/{notice_id}/read", { params, body: { answer } }));
        await again("notices");
        return done.read;
      },
      withdraw: async (notice_id) => {
        await body(http.DELETE("/api/shops/{shop}/notices/{notice_id}", { params: { path: { shop, notice_id } } }));
        await again("notices");
      },
    };
  }, [client, shop]);
}
