/** What bonus sheets and integrity ask of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import type { Span } from "./useReports";

type Schemas = components["schemas"];
export type BonusFormula = Schemas["BonusFormula"];
export type BonusLine = Schemas["BonusLine"];
export type BonusPerson = Schemas["BonusPerson"];
export type Dispute = Schemas["DisputeView"];

const key = (shop: string, ...rest: unknown[]) => ["bonus", shop, ...rest];

export const useBonus = (shop: string, month: string) =>
  useQuery({
    queryKey: key(shop, "sheet", month),
    queryFn: () => body(http.GET("/api/shops/{shop}/bonus", { params: { path: { shop }, query: { month } } })),
    retry: false,
  });

export const useBonusPlan = (shop: string) =>
  useQuery({
    queryKey: key(shop, "plan"),
    queryFn: () => body(http.GET("/api/shops/{shop}/bonus/plan", { params: { path: { shop } } })),
  });

export const useIntegrity = (shop: string, span: Span) =>
  useQuery({
    queryKey: key(shop, "integrity", span),
    queryFn: () => body(http.GET("/api/shops/{shop}/integrity", { params: { path: { shop }, query: { ...span } } })),
  });

export function useBonusActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop) });
  const path = { params: { path: { shop } } };
  return {
    plan: useMutation({
      mutationFn: (plan: BonusFormula) => body(http.PUT("/api/shops/{shop}/bonus/plan", { ...path, body: plan })),
      onSettled,
    }),
    freeze: useMutation({
      mutationFn: (month: string) => body(http.POST("/api/shops/{shop}/bonus/freeze", { ...path, body: { month } })),
      onSettled,
    }),
    dispute: useMutation({
      mutationFn: (wish: Schemas["DisputeWish"]) =>
        body(http.POST("/api/shops/{shop}/bonus/disputes", { ...path, body: wish })),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, wish }: { id: number; wish: Schemas["DisputeDecision"] }) =>
        body(
          http.POST("/api/shops/{shop}/bonus/disputes/{dispute_id}/decide", {
            params: { path: { shop, dispute_id: id } },
            body: wish,
          }),
        ),
      onSettled,
    }),
  };
}
