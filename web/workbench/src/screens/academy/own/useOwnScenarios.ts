import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type OwnScenario = Schemas["OwnScenarioView"];
export type OwnWish = Schemas["OwnScenarioWish"];
export type WrittenAsk = Schemas["WrittenAskShape"];
export type Trials = Schemas["Trials"];

const path = (shop: string) => ({ path: { shop } });
const key = (shop: string) => ["academy", shop, "own"];

export const useOwnScenarios = (shop: string) =>
  useQuery({
    queryKey: key(shop),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/own-scenarios", { params: path(shop) })),
    enabled: shop !== "",
  });

export const draftOfChat = (shop: string, conversation_id: number) =>
  body(
    http.GET("/api/shops/{shop}/academy/own-scenarios/of-chat/{conversation_id}", {
      params: { path: { shop, conversation_id } },
    }),
  );

export function useOwnActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["academy", shop] });
  return {
    attempt: useMutation({
      mutationFn: (wish: OwnWish) =>
        body(http.POST("/api/shops/{shop}/academy/own-scenarios/try", { params: path(shop), body: wish })),
    }),
    write: useMutation({
      mutationFn: ({ id, wish }: { id: number | undefined; wish: OwnWish }) =>
        body(
          http.POST("/api/shops/{shop}/academy/own-scenarios", {
            params: { ...path(shop), query: id === undefined ? {} : { id } },
            body: wish,
          }),
        ),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (own_id: number) =>
        body(http.DELETE("/api/shops/{shop}/academy/own-scenarios/{own_id}", { params: { path: { shop, own_id } } })),
      onSuccess,
    }),
  };
}
