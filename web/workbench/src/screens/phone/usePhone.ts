/** Calls by HTTP; asked again when the feed says that casework has moved. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

type Schemas = components["schemas"];
export type Call = Schemas["CallView"];
export type CallAct = Schemas["CallAct"];

const useMoved = (shop: string) => useView((view) => view.state.work[shop] ?? 0);

export function useCalls(shop: string) {
  return useQuery({
    queryKey: ["calls", shop, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/calls", { params: { path: { shop } } })),
    placeholderData: (old, before) => (before?.queryKey[1] === shop ? old : undefined),
    enabled: shop !== "",
  });
}

export function useCall(shop: string, id: number) {
  return useQuery({
    queryKey: ["call", shop, id, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/calls/{call_id}", { params: { path: { shop, call_id: id } } })),
    placeholderData: (old) => (old?.call.id === id ? old : undefined),
  });
}

export function useBegin(shop: string) {
  return useMutation({
    mutationFn: (call: Schemas["NewCall"]) =>
      body(http.POST("/api/shops/{shop}/calls", { params: { path: { shop } }, body: call })),
  });
}

export function useActOnCall(shop: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: CallAct) =>
      body(http.POST("/api/shops/{shop}/calls/{call_id}/acts", { params: { path: { shop, call_id: id } }, body: act })),
    onSettled: () => client.invalidateQueries({ queryKey: ["call", shop, id] }),
  });
}
