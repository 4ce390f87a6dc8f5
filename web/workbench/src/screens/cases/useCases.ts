/** Cases by HTTP; asked again when the feed says that one has moved. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

export type Case = components["schemas"]["CaseView"];
export type CaseDetail = components["schemas"]["CaseDetail"];
export type CaseAct = components["schemas"]["CaseAct"];
export type OpenCase = components["schemas"]["OpenCase"];

export interface Filter {
  state?: string;
  mine?: boolean;
  overdue?: boolean;
  q?: string;
}

const useMoved = (shop: string) => useView((view) => view.state.work[shop] ?? 0);

export function useCases(shop: string, filter: Filter) {
  return useQuery({
    queryKey: ["cases", shop, filter, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/cases", { params: { path: { shop }, query: filter } })),
    placeholderData: keepPreviousData,
    enabled: shop !== "",
  });
}

export function useChatCases(shop: string, conversation: number) {
  return useQuery({
    queryKey: ["chat-cases", shop, conversation, useMoved(shop)],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}/cases", {
          params: { path: { shop, conversation_id: conversation } },
        }),
      ),
    placeholderData: (old, query) => (query?.queryKey[2] === conversation ? old : undefined),
  });
}

export function useCase(shop: string, id: number) {
  return useQuery({
    queryKey: ["case", shop, id, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/cases/{case_id}", { params: { path: { shop, case_id: id } } })),
    placeholderData: (old) => (old?.case.id === id ? old : undefined),
  });
}

export function useActs(shop: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: CaseAct) =>
      body(http.POST("/api/shops/{shop}/cases/{case_id}/acts", { params: { path: { shop, case_id: id } }, body: act })),
    onSettled: () => client.invalidateQueries({ queryKey: ["case", shop, id] }),
  });
}

export function useOpenCase(shop: string) {
  return useMutation({
    mutationFn: (wish: OpenCase) =>
      body(http.POST("/api/shops/{shop}/cases", { params: { path: { shop } }, body: wish })),
  });
}
