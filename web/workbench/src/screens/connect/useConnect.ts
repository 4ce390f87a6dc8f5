/** Keys and webhooks of a shop over HTTP; each act reads them anew. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { NewKeyWish, NewWebhookWish } from "../../protocol/types";

const SHOP = "/api/shops/{shop}";

export function useKeys(shop: string) {
  const queries = useQueryClient();
  const queryKey = ["keys", shop];
  const path = { shop };
  const onSettled = () => queries.invalidateQueries({ queryKey });
  return {
    list: useQuery({
      queryKey,
      queryFn: async () => (await body(http.GET(`${SHOP}/keys`, { params: { path } }))).keys,
      staleTime: 0,
    }),
    make: useMutation({
      mutationFn: (wish: NewKeyWish) => body(http.POST(`${SHOP}/keys`, { params: { path }, body: wish })),
      onSettled,
    }),
    end: useMutation({
      mutationFn: (key_id: number) =>
        body(http.DELETE(`${SHOP}/keys/{key_id}`, { params: { path: { shop, key_id } } })),
      onSettled,
    }),
  };
}

export function useHooks(shop: string) {
  const queries = useQueryClient();
  const queryKey = ["webhooks", shop];
  const onSettled = () => queries.invalidateQueries({ queryKey });
  return {
    list: useQuery({
      queryKey,
      queryFn: async () => (await body(http.GET(`${SHOP}/webhooks`, { params: { path: { shop } } }))).webhooks,
      staleTime: 0,
    }),
    make: useMutation({
      mutationFn: (wish: NewWebhookWish) =>
        body(http.POST(`${SHOP}/webhooks`, { params: { path: { shop } }, body: wish })),
      onSettled,
    }),
    turn: useMutation({
      mutationFn: ({ id, active }: { id: number; active: boolean }) =>
        body(
          http.PATCH(`${SHOP}/webhooks/{webhook_id}`, { params: { path: { shop, webhook_id: id } }, body: { active } }),
        ),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: number) =>
        body(http.DELETE(`${SHOP}/webhooks/{webhook_id}`, { params: { path: { shop, webhook_id: id } } })),
      onSettled,
    }),
  };
}

export function useDeliveries(shop: string, webhook_id: number) {
  const queries = useQueryClient();
  const queryKey = ["webhooks", shop, webhook_id];
  const path = { shop, webhook_id };
  return {
    list: useQuery({
      queryKey,
      queryFn: async () =>
        (await body(http.GET(`${SHOP}/webhooks/{webhook_id}/deliveries`, { params: { path } }))).deliveries,
      refetchInterval: 5000,
      staleTime: 0,
    }),
    replay: useMutation({
      mutationFn: (delivery_id: number) =>
        body(
          http.POST(`${SHOP}/webhooks/{webhook_id}/deliveries/{delivery_id}/replay`, {
            params: { path: { ...path, delivery_id } },
          }),
        ),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  };
}
