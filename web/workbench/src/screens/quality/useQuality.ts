/** What inspection asks of the server. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";

type Schemas = components["schemas"];
export type Brief = Schemas["InspectionBrief"];
export type Detail = Schemas["InspectionDetail"];
export type Found = Schemas["FoundView"];
export type Sheet = Schemas["SheetView"];
export type SheetWish = Schemas["SheetWish"];
export type Appeal = Schemas["AppealView"];
export type Card = Schemas["ScorecardView"];
export type CardBody = Schemas["ScorecardBody"];
export type QueueEntry = Schemas["QueueEntry"];
export type Pattern = Schemas["CoachingPattern"];
export type Calibration = Schemas["CalibrationView"];
export type DrawRequest = Schemas["DrawRequest"];
export type Verdict = "good" | "middling" | "bad";
export interface Wish {
  staff?: number | undefined;
  kind?: string | undefined;
  verdict?: Verdict | undefined;
}

const PAGE = 50;
const key = (shop: string, ...rest: unknown[]) => ["quality", shop, ...rest];

export const useCard = (shop: string) =>
  useQuery({
    queryKey: key(shop, "card"),
    queryFn: () => body(http.GET("/api/shops/{shop}/quality/scorecard", { params: { path: { shop } } })),
  });

export const useInspections = (shop: string, wish: Wish) =>
  useInfiniteQuery({
    queryKey: key(shop, "list", wish),
    initialPageParam: null as number | null,
    queryFn: async ({ pageParam }) => {
      const query = { ...wish, limit: PAGE, ...(pageParam ? { before: pageParam } : {}) };
      const path = { params: { path: { shop }, query } };
      return (await body(http.GET("/api/shops/{shop}/quality/inspections", path))).inspections;
    },
    getNextPageParam: (last) => (last.length < PAGE ? null : (last.at(-1)?.id ?? null)),
    refetchInterval: 30_000,
  });

export const useInspection = (shop: string, inspection_id: number) =>
  useQuery({
    queryKey: key(shop, "one", inspection_id),
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/quality/inspections/{inspection_id}", {
          params: { path: { shop, inspection_id } },
        }),
      ),
  });

export const useQueue = (shop: string, enabled = true) =>
  useQuery({
    queryKey: key(shop, "queue"),
    enabled,
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/quality/samples", { params: { path: { shop } } }))).entries,
  });

export const useAppeals = (shop: string) =>
  useQuery({
    queryKey: key(shop, "appeals"),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/quality/appeals", { params: { path: { shop } } }))).appeals,
  });

export const useAgreement = (shop: string) =>
  useQuery({
    queryKey: key(shop, "agreement"),
    queryFn: () => body(http.GET("/api/shops/{shop}/quality/agreement", { params: { path: { shop } } })),
  });

export const useCoaching = (shop: string) =>
  useQuery({
    queryKey: key(shop, "coaching"),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/quality/coaching", { params: { path: { shop } } }))).patterns,
  });

export const useOwn = (shop: string, staff: number | undefined) =>
  useQuery({
    queryKey: key(shop, "own", staff),
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/quality/own", { params: { path: { shop }, query: staff ? { staff } : {} } })),
  });

export function useQualityActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop) });
  const path = { params: { path: { shop } } };
  return {
    publish: useMutation({
      mutationFn: (wish: Schemas["ScorecardWish"]) =>
        body(http.POST("/api/shops/{shop}/quality/scorecard", { ...path, body: wish })),
      onSettled,
    }),
    draw: useMutation({
      mutationFn: (wish: DrawRequest) => body(http.POST("/api/shops/{shop}/quality/samples", { ...path, body: wish })),
      onSettled,
    }),
    fill: useMutation({
      mutationFn: ({ sheet_id, wish }: { sheet_id: number; wish: SheetWish }) =>
        body(
          http.PUT("/api/shops/{shop}/quality/sheets/{sheet_id}", { params: { path: { shop, sheet_id } }, body: wish }),
        ),
      onSettled,
    }),
    appeal: useMutation({
      mutationFn: ({ inspection_id, wish }: { inspection_id: number; wish: Schemas["AppealWish"] }) =>
        body(
          http.POST("/api/shops/{shop}/quality/inspections/{inspection_id}/appeals", {
            params: { path: { shop, inspection_id } },
            body: wish,
          }),
        ),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ appeal_id, wish }: { appeal_id: number; wish: Schemas["AppealDecision"] }) =>
        body(
          http.POST("/api/shops/{shop}/quality/appeals/{appeal_id}/decide", {
            params: { path: { shop, appeal_id } },
            body: wish,
          }),
        ),
      onSettled,
    }),
    calibrate: useMutation({
      mutationFn: (wish: Schemas["CalibrationWish"]) =>
        body(http.POST("/api/shops/{shop}/quality/calibrations", { ...path, body: wish })),
      onSettled,
    }),
    settle: useMutation({
      mutationFn: ({ calibration_id, wish }: { calibration_id: number; wish: SheetWish }) =>
        body(
          http.POST("/api/shops/{shop}/quality/calibrations/{calibration_id}/end", {
            params: { path: { shop, calibration_id } },
            body: wish,
          }),
        ),
      onSettled,
    }),
    coach: useMutation({
      mutationFn: (wish: Schemas["CoachingWish"]) =>
        body(http.POST("/api/shops/{shop}/quality/coaching", { ...path, body: wish })),
    }),
  };
}
