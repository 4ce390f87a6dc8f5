import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";

const path = (shop: string) => ({ path: { shop } });
const one = (shop: string, practice_id: number) => ({ path: { shop, practice_id } });

export const useScenarios = (shop: string) =>
  useQuery({
    queryKey: ["academy", shop, "scenarios"],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/academy/scenarios", { params: path(shop) }))).scenarios,
    enabled: shop !== "",
  });

export const usePractices = (shop: string, everybody: boolean) =>
  useQuery({
    queryKey: ["academy", shop, "practices", everybody],
    queryFn: async () => {
      const params = { ...path(shop), query: { all: everybody } };
      return (await body(http.GET("/api/shops/{shop}/academy/practices", { params }))).practices;
    },
    enabled: shop !== "",
    staleTime: 0,
  });

export const usePractice = (shop: string, id: number | undefined) =>
  useQuery({
    queryKey: ["academy", shop, "practice", id],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/academy/practices/{practice_id}", { params: one(shop, id as number) })),
    enabled: shop !== "" && id !== undefined,
    staleTime: 0,
  });

export const useDueCards = (shop: string) =>
  useQuery({
    queryKey: ["academy", shop, "cards"],
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/cards", { params: path(shop) })),
    enabled: shop !== "",
    staleTime: 0,
  });

export const useMatrix = (shop: string) =>
  useQuery({
    queryKey: ["academy", shop, "matrix"],
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/academy/matrix", { params: path(shop) }))).people,
    enabled: shop !== "",
    staleTime: 0,
  });

export const useMysteryRule = (shop: string, wanted: boolean) =>
  useQuery({
    queryKey: ["academy", shop, "mystery"],
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/mystery", { params: path(shop) })),
    enabled: shop !== "" && wanted,
  });

export const useGlossary = (shop: string) =>
  useQuery({
    queryKey: ["academy", shop, "glossary"],
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/academy/glossary", { params: path(shop) }))).terms,
    enabled: shop !== "",
  });

/** What one can do; every act makes the lists fresh. */
export function useAcademyActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["academy", shop] });
  const params = (id: number) => ({ params: one(shop, id) });
  return {
    make: useMutation({
      mutationFn: (wish: { scenario: string; staff?: number }) =>
        body(http.POST("/api/shops/{shop}/academy/practices", { params: path(shop), body: wish })),
      onSuccess,
    }),
    begin: useMutation({
      mutationFn: (id: number) =>
        body(http.POST("/api/shops/{shop}/academy/practices/{practice_id}/begin", params(id))),
      onSuccess,
    }),
    end: useMutation({
      mutationFn: (id: number) => body(http.POST("/api/shops/{shop}/academy/practices/{practice_id}/end", params(id))),
      onSuccess,
    }),
    retry: useMutation({
      mutationFn: ({ id, turn }: { id: number; turn: number }) =>
        body(http.POST("/api/shops/{shop}/academy/practices/{practice_id}/retry", { ...params(id), body: { turn } })),
      onSuccess,
    }),
    mystery: useMutation({
      mutationFn: async ({ scenario, announce }: { scenario: string; announce: boolean }) => {
        if (announce) await body(http.POST("/api/shops/{shop}/academy/mystery/rule", { params: path(shop) }));
        return body(http.POST("/api/shops/{shop}/academy/mystery", { params: path(shop), body: { scenario } }));
      },
      onSuccess,
    }),
    answer: useMutation({
      mutationFn: (wish: { card: string; text: string }) =>
        body(http.POST("/api/shops/{shop}/academy/cards", { params: path(shop), body: wish })),
    }),
  };
}
