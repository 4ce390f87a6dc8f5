import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type Drill = Schemas["BackendDrillDetail"];
export type DrillRow = Schemas["BackendDrillView"];
export type TaskKind = DrillRow["kind"];
export type SandOrder = Schemas["SandOrder"];
export type SandForm = Schemas["SandForm"];
export type SandVerdict = Schemas["SandVerdict"];
export type SandDeed = Schemas["SandDeed"];

const path = (shop: string) => ({ path: { shop } });
const one = (shop: string, drill_id: number) => ({ params: { path: { shop, drill_id } } });
const key = (shop: string, ...more: unknown[]) => ["academy", shop, "backend", ...more];

export const useDrills = (shop: string, everybody: boolean) =>
  useQuery({
    queryKey: key(shop, "list", everybody),
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/academy/backend", { params: { ...path(shop), query: { all: everybody } } })),
    enabled: shop !== "",
    staleTime: 0,
  });

export const useDrill = (shop: string, id: number) =>
  useQuery({
    queryKey: key(shop, id),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/backend/{drill_id}", one(shop, id))),
    enabled: shop !== "",
  });

export function useBackendActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = (drill: Drill) => {
    client.setQueryData(key(shop, drill.drill.id), drill);
    return client.invalidateQueries({ queryKey: key(shop, "list") });
  };
  return {
    begin: useMutation({
      mutationFn: (kind: TaskKind | null) =>
        body(http.POST("/api/shops/{shop}/academy/backend", { params: path(shop), body: { kind } })),
      onSuccess,
    }),
    act: useMutation({
      mutationFn: ({ id, deed }: { id: number; deed: SandDeed }) =>
        body(http.POST("/api/shops/{shop}/academy/backend/{drill_id}/deeds", { ...one(shop, id), body: deed })),
      onSuccess,
    }),
    handIn: useMutation({
      mutationFn: (id: number) =>
        body(http.POST("/api/shops/{shop}/academy/backend/{drill_id}/hand-in", one(shop, id))),
      onSuccess,
    }),
  };
}
