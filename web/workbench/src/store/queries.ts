/** What is read by HTTP and kept: keyed by the version that the feed names, so a change reloads it by itself. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { body, http } from "../protocol/api";
import type { Phrase } from "../protocol/types";
import { useView } from "./use";

const useCatalog = (shop: string) => useView((view) => view.state.catalog[shop]);
const LONG_MS = 3_600_000;
const MINUTE_MS = 60_000;

export function useSettings(shop: string, enabled = true) {
  const revision = useView((view) => view.state.settings[shop]);
  return useQuery({
    queryKey: ["settings", shop, revision],
    queryFn: () => body(http.GET("/api/shops/{shop}/settings", { params: { path: { shop } } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

const phrasesQuery = (shop: string, version: string | number | undefined, enabled: boolean) => ({
  queryKey: ["phrases", shop, version],
  queryFn: async () => (await body(http.GET("/api/shops/{shop}/phrases", { params: { path: { shop } } }))).phrases,
  staleTime: LONG_MS,
  enabled,
});

/** All phrases, those whose activity is not running too. */
export function usePhrases(shop: string, enabled = true) {
  return useQuery({
    ...phrasesQuery(shop, useCatalog(shop), enabled),
    placeholderData: (old, query) => (query?.queryKey[1] === shop ? old : undefined),
  });
}

const living = (phrases: Phrase[]): Phrase[] => phrases.filter((one) => one.live !== false);
const leaning = (phrases: Phrase[] | undefined): boolean => phrases?.some((one) => one.activity_id) ?? false;

/** The phrases that may be said now: what depends on an activity goes with it, within a minute. */
export function useLivePhrases(shop: string, enabled = true) {
  return useQuery({
    ...phrasesQuery(shop, useCatalog(shop), enabled),
    placeholderData: (old, query) => (query?.queryKey[1] === shop ? old : undefined),
    select: living,
    refetchInterval: (query) => (leaning(query.state.data) ? MINUTE_MS : false),
  });
}

/** The material shelf, expired ones too. */
export function useMaterials(shop: string, enabled = true) {
  const version = useCatalog(shop);
  return useQuery({
    queryKey: ["materials", shop, version],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/materials", { params: { path: { shop } } }))).materials,
    placeholderData: (old, query) => (query?.queryKey[1] === shop ? old : undefined),
    enabled,
  });
}

export function useProducts(shop: string, q: string, enabled = true) {
  const version = useCatalog(shop);
  return useQuery({
    queryKey: ["products", shop, version, q],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/products", { params: { path: { shop }, query: { q, limit: 20 } } })))
        .products,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useProduct(shop: string, number: string | null) {
  const version = useCatalog(shop);
  return useQuery({
    queryKey: ["product", shop, version, number],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/products/{number}", { params: { path: { shop, number: number ?? "" } } })),
    enabled: number !== null,
  });
}

/** A shopper with orders; asked again when the conversation moves on, for orders change outside of the feed. */
export function useShopper(shop: string, id: number, moved: number) {
  const work = useView((view) => view.state.work[shop] ?? 0); // casework changes orders
  return useQuery({
    queryKey: ["shopper", shop, id, moved, work],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/shoppers/{shopper_id}", { params: { path: { shop, shopper_id: id } } })),
    placeholderData: (old) => (old?.id === id ? old : undefined),
  });
}

export function useConversation(shop: string, id: number, visit: string) {
  return useQuery({
    queryKey: ["conversation", shop, id, visit],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}", {
          params: { path: { shop, conversation_id: id } },
        }),
      ),
    placeholderData: (old) => (old?.conversation.id === id ? old : undefined),
    staleTime: 0,
  });
}
