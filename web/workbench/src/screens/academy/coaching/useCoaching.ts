import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type Assignment = Schemas["AssignmentView"];
export type AssignmentWish = Schemas["AssignmentWish"];
export type Remedy = Schemas["FaultTraining"];
export type PersonSkills = Schemas["PersonSkills"];
export type Cell = Schemas["CellView"];
export type AwardWish = Schemas["AwardWish"];

const path = (shop: string) => ({ path: { shop } });
const key = (shop: string, ...more: unknown[]) => ["coaching", shop, ...more];
const all = (shop: string, everybody: boolean) => ({ ...path(shop), query: { all: everybody } });

export const useAssignments = (shop: string, everybody: boolean) =>
  useQuery({
    queryKey: key(shop, "assignments", everybody),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/academy/assignments", { params: all(shop, everybody) }))).assignments,
    enabled: shop !== "",
    staleTime: 0,
  });

export const useRemedies = (shop: string, everybody: boolean) =>
  useQuery({
    queryKey: key(shop, "remedies", everybody),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/academy/remedies", { params: all(shop, everybody) }))).remedies,
    enabled: shop !== "",
    staleTime: 0,
  });

export const useSkills = (shop: string, everybody: boolean) =>
  useQuery({
    queryKey: key(shop, "skills", everybody),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/skills", { params: all(shop, everybody) })),
    enabled: shop !== "",
    staleTime: 0,
  });

export function useCoachingActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: key(shop) });
  return {
    assign: useMutation({
      mutationFn: (wish: AssignmentWish) =>
        body(http.POST("/api/shops/{shop}/academy/assignments", { params: path(shop), body: wish })),
      onSuccess,
    }),
    cancel: useMutation({
      mutationFn: (assignment_id: number) =>
        body(
          http.DELETE("/api/shops/{shop}/academy/assignments/{assignment_id}", {
            params: { path: { shop, assignment_id } },
          }),
        ),
      onSuccess,
    }),
    award: useMutation({
      mutationFn: (wish: AwardWish) =>
        body(http.POST("/api/shops/{shop}/academy/awards", { params: path(shop), body: wish })),
      onSuccess,
    }),
  };
}
