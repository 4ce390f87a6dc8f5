/** What the room asks of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";

type Schemas = components["schemas"];
export type Item = Schemas["HandoverItem"];
export type Handover = Schemas["HandoverView"];
export type HandoverWish = Schemas["HandoverWish"];
export type Shift = Schemas["ShiftView"];
export type ShiftWish = Schemas["ShiftWish"];
export type Roster = Schemas["RosterView"];
export type LeaveOrSwap = Schemas["LeaveOrSwap"];
export type AttendanceRow = Schemas["AttendanceRow"];

export function useHandovers(shop: string) {
  return useQuery({
    queryKey: ["shifts", shop, "handovers"],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/handovers", { params: { path: { shop } } }))).handovers,
    refetchInterval: 30_000,
  });
}

export function useDraft(shop: string) {
  return useQuery({
    queryKey: ["shifts", shop, "draft"],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/handovers/draft", { params: { path: { shop } } }))).items,
    staleTime: 0,
  });
}

export function useRoster(shop: string, day: string) {
  return useQuery({
    queryKey: ["shifts", shop, "roster", day],
    queryFn: () => body(http.GET("/api/shops/{shop}/roster", { params: { path: { shop }, query: { day } } })),
  });
}

export function useAttendance(shop: string, day: string) {
  return useQuery({
    queryKey: ["shifts", shop, "attendance", day],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/attendance", { params: { path: { shop }, query: { day } } }))).rows,
    staleTime: 0,
  });
}

export function useShiftActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ["shifts", shop] });
  const path = (shift_id: number) => ({ params: { path: { shop, shift_id } } });
  return {
    give: useMutation({
      mutationFn: (wish: HandoverWish) =>
        body(http.POST("/api/shops/{shop}/handovers", { params: { path: { shop } }, body: wish })),
      onSettled,
    }),
    sign: useMutation({
      mutationFn: (handover_id: number) =>
        body(http.POST("/api/shops/{shop}/handovers/{handover_id}/sign", { params: { path: { shop, handover_id } } })),
      onSettled,
    }),
    plan: useMutation({
      mutationFn: (wish: ShiftWish) =>
        body(http.POST("/api/shops/{shop}/roster", { params: { path: { shop } }, body: wish })),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: number) => body(http.DELETE("/api/shops/{shop}/roster/{shift_id}", path(id))),
      onSettled,
    }),
    wish: useMutation({
      mutationFn: ({ id, wish }: { id: number; wish: LeaveOrSwap }) =>
        body(http.POST("/api/shops/{shop}/roster/{shift_id}/wish", { ...path(id), body: wish })),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, agree }: { id: number; agree: boolean }) =>
        body(http.POST("/api/shops/{shop}/roster/{shift_id}/decide", { ...path(id), body: { agree } })),
      onSettled,
    }),
  };
}
