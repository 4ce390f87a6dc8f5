/** Who a shop is, read and changed. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { Schemas } from "../../protocol/types";

const keyOf = (shop: string) => ["profile", shop] as const;

export function useProfile(shop: string) {
  return useQuery({
    queryKey: keyOf(shop),
    queryFn: () => body(http.GET("/api/shops/{shop}/profile", { params: { path: { shop } } })),
    enabled: shop !== "",
  });
}

/** Names and colours stand in the session: it is read anew. */
export function useSaveProfile(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (profile: Schemas["ShopProfileView"]) =>
      body(http.PUT("/api/shops/{shop}/profile", { params: { path: { shop } }, body: profile })),
    onSuccess: async (now) => {
      queries.setQueryData(keyOf(shop), now);
      await queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
}
