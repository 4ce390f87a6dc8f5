/** Registers and the packing list by HTTP; asked again when the feed says that casework has moved. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

type Schemas = components["schemas"];
export type Kind = Schemas["NewEntry"]["kind"];
export type PackKind = Schemas["NewSlip"]["kind"];
export type Entry = Schemas["EntryView"];
export type Slip = Schemas["SlipView"];
export type RegisterState = "open" | "doing" | "done" | "failed" | "dropped" | "all";
export const KINDS: readonly Kind[] = ["resend", "payout", "returned", "intercept", "chase", "readdress"];
export const PACK_KINDS: readonly PackKind[] = ["gift", "wish", "urgent", "hold", "split"];

const useMoved = (shop: string) => useView((view) => view.state.work[shop] ?? 0);

export function useRegister(shop: string, kind: Kind, state: RegisterState, q: string) {
  const query = { kind, state, ...(q ? { q } : {}) };
  return useQuery({
    queryKey: ["register", shop, kind, state, q, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/registers", { params: { path: { shop }, query } })),
    placeholderData: (old, before) => (before?.queryKey[2] === kind ? old : undefined),
    enabled: shop !== "",
  });
}

export function useFilled(shop: string, kind: Kind, order: string, conversation: number | null) {
  const query = { kind, order, ...(conversation ? { conversation } : {}) };
  return useQuery({
    queryKey: ["register-filled", shop, kind, order, conversation],
    queryFn: () => body(http.GET("/api/shops/{shop}/registers/filled", { params: { path: { shop }, query } })),
    staleTime: 0,
  });
}

export function useAddEntry(shop: string) {
  return useMutation({
    mutationFn: (entry: Schemas["NewEntry"]) =>
      body(http.POST("/api/shops/{shop}/registers", { params: { path: { shop } }, body: entry })),
  });
}

export function useChangeEntry(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: Partial<Schemas["EntryChange"]> & { id: number; version: number }) =>
      body(
        http.POST("/api/shops/{shop}/registers/{entry_id}", {
          params: { path: { shop, entry_id: id } },
          body: { result: "", ...change },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["register", shop] }),
  });
}

export function useSlips(shop: string, state: "open" | "packed" | "dropped" | "all") {
  return useQuery({
    queryKey: ["packing", shop, state, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/packing", { params: { path: { shop }, query: { state } } })),
    placeholderData: keepPreviousData,
    enabled: shop !== "",
  });
}

export function useTick(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tick: { ids: number[]; state: "packed" | "dropped" | "open" }) =>
      body(http.POST("/api/shops/{shop}/packing/tick", { params: { path: { shop } }, body: tick })),
    onSettled: () => client.invalidateQueries({ queryKey: ["packing", shop] }),
  });
}

export function useAddSlip(shop: string) {
  return useMutation({
    mutationFn: (slip: Schemas["NewSlip"]) =>
      body(http.POST("/api/shops/{shop}/packing", { params: { path: { shop } }, body: slip })),
  });
}
