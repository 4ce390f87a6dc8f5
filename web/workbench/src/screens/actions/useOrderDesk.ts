/** An order as the desk works on it, by HTTP; asked again when the feed says that casework has moved. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

export type OrderDesk = components["schemas"]["OrderDesk"];
export type Action = components["schemas"]["ActionView"];
export type Option = components["schemas"]["ActionOption"];
type Wish = components["schemas"]["ProposeAction"];
type Act = components["schemas"]["ActOnAction"];

const useMoved = (shop: string) => useView((view) => view.state.work[shop] ?? 0);

export function useOrderDesk(shop: string, number: string) {
  return useQuery({
    queryKey: ["order-desk", shop, number, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/orders/{number}", { params: { path: { shop, number } } })),
    placeholderData: (old, query) => (query?.queryKey[2] === number ? old : undefined),
  });
}

export function usePropose(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) =>
      body(http.POST("/api/shops/{shop}/actions", { params: { path: { shop } }, body: wish })),
    onSettled: () => client.invalidateQueries({ queryKey: ["order-desk", shop] }),
  });
}

export function useAct(shop: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) =>
      body(
        http.POST("/api/shops/{shop}/actions/{action_id}/acts", {
          params: { path: { shop, action_id: id } },
          body: act,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["order-desk", shop] }),
  });
}
