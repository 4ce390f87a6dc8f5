/** What the room asks of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";

type Schemas = components["schemas"];
export type Rule = Schemas["FollowupRuleView"];
export type RuleChange = Schemas["RuleChange"];
export type Touch = Schemas["FollowupTouchView"];
export type Result = Schemas["FollowupResult"];
export type Preview = Schemas["FollowupPreview"];

const BASE = "/api/shops/{shop}/followups" as const;

export function useRules(shop: string) {
  return useQuery({
    queryKey: ["followups", shop, "rules"],
    queryFn: () => body(http.GET(BASE, { params: { path: { shop } } })),
    enabled: shop !== "",
  });
}

export function useTouches(shop: string, which: "open" | "past") {
  return useQuery({
    queryKey: ["followups", shop, which],
    queryFn: async () =>
      (await body(http.GET(`${BASE}/touches`, { params: { path: { shop }, query: { which, limit: 200 } } }))).touches,
    refetchInterval: 30_000,
    enabled: shop !== "",
  });
}

export function useResults(shop: string) {
  return useQuery({
    queryKey: ["followups", shop, "results"],
    queryFn: async () => (await body(http.GET(`${BASE}/report`, { params: { path: { shop } } }))).rules,
    enabled: shop !== "",
  });
}

export function useFollowupActs(shop: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["followups", shop] });
  const change = useMutation({
    mutationFn: ({ id, wish }: { id: number; wish: RuleChange }) =>
      body(http.PUT(`${BASE}/{rule_id}`, { params: { path: { shop, rule_id: id } }, body: wish })),
    onSettled: again,
  });
  const decide = useMutation({
    mutationFn: (wish: { ids: number[]; approve: boolean }) =>
      body(http.POST(`${BASE}/touches/decide`, { params: { path: { shop } }, body: wish })),
    onSettled: again,
  });
  const done = useMutation({
    mutationFn: (id: number) =>
      body(http.POST(`${BASE}/touches/{touch_id}/done`, { params: { path: { shop, touch_id: id } } })),
    onSettled: again,
  });
  const preview = useMutation({
    mutationFn: (id: number) =>
      body(http.POST(`${BASE}/{rule_id}/preview`, { params: { path: { shop, rule_id: id } } })),
  });
  return { change, decide, done, preview };
}

/** A rule as the server takes it back. */
export function wishOf(rule: Rule): RuleChange {
  const { version, name, enabled, approval, stop_h, holdout_pct, touches, segment } = rule;
  return { version, name, enabled, approval, stop_h, holdout_pct, touches, segment };
}
