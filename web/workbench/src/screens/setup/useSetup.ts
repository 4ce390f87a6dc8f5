/** The first start, asked from the server. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { welcome } from "../../app/session";
import { body, http } from "../../protocol/api";
import type { FoundingWish, NewShopWish } from "../../protocol/types";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => body(http.GET("/api/setup")),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export function useSetup() {
  return useQuery(setupQuery);
}

export const START = "/desk/start";

/** Makes the first shop; its owner is signed in and goes on at the guide. */
export function useFound() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wish: FoundingWish) => welcome(await body(http.POST("/api/setup", { body: wish }))),
    onSuccess: (session) => {
      history.replaceState(null, "", START);
      queries.setQueryData(["session"], session);
    },
  });
}

/** Another shop; the page begins anew, for the desk follows one's shops from its first moment. */
export function useAddShop() {
  return useMutation({
    mutationFn: (wish: NewShopWish) => body(http.POST("/api/shops", { body: wish })),
    onSuccess: ({ code }) => location.assign(`${START}#shop=${code}`),
  });
}
