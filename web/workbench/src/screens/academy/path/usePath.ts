import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type PathView = Schemas["PathView"];
export type DayView = Schemas["DayView"];
export type LessonView = Schemas["LessonView"];
export type LessonWish = Schemas["LessonWish"];
export type BlockView = Schemas["BlockView"];
export type Learner = Schemas["LearnerView"];
export type Level = Schemas["LevelView"];
export type LevelName = Level["level"];
export type Demand = Schemas["DemandShape"];
export type EnrolWish = Schemas["EnrolWish"];
export type TypingWish = Schemas["TypingWish"];
export type TypingRuns = Schemas["TypingRuns"];

const path = (shop: string) => ({ path: { shop } });
const key = (shop: string, ...more: unknown[]) => ["path", shop, ...more];

export const usePath = (shop: string) =>
  useQuery({
    queryKey: key(shop, "own"),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/path", { params: path(shop) })),
    enabled: shop !== "",
    staleTime: 0,
  });

export const useLesson = (shop: string, code: string) =>
  useQuery({
    queryKey: key(shop, "lesson", code),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/lessons/{code}", { params: { path: { shop, code } } })),
    enabled: shop !== "" && code !== "",
    staleTime: 0,
  });

export const useLearners = (shop: string) =>
  useQuery({
    queryKey: key(shop, "learners"),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/academy/learners", { params: path(shop) }))).learners,
    enabled: shop !== "",
    staleTime: 0,
  });

export const useLevels = (shop: string) =>
  useQuery({
    queryKey: key(shop, "levels"),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/academy/levels", { params: path(shop) }))).levels,
    enabled: shop !== "",
  });

export const useTypingRuns = (shop: string) =>
  useQuery({
    queryKey: key(shop, "typing"),
    queryFn: () => body(http.GET("/api/shops/{shop}/academy/typing", { params: path(shop) })),
    enabled: shop !== "",
    staleTime: 0,
  });

export function usePathActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: key(shop) });
  const lesson = (code: string) => ({ params: { path: { shop, code } } });
  return {
    read: useMutation({
      mutationFn: (code: string) => body(http.POST("/api/shops/{shop}/academy/lessons/{code}/read", lesson(code))),
      onSuccess,
    }),
    check: useMutation({
      mutationFn: (code: string) => body(http.POST("/api/shops/{shop}/academy/lessons/{code}/check", lesson(code))),
      onSuccess,
    }),
    final: useMutation({
      mutationFn: () => body(http.POST("/api/shops/{shop}/academy/path/final", { params: path(shop) })),
      onSuccess,
    }),
    write: useMutation({
      mutationFn: ({ code, wish }: { code: string; wish: LessonWish }) =>
        body(http.PUT("/api/shops/{shop}/academy/lessons/{code}", { ...lesson(code), body: wish })),
      onSuccess,
    }),
    enrol: useMutation({
      mutationFn: (wish: EnrolWish) =>
        body(http.POST("/api/shops/{shop}/academy/learners", { params: path(shop), body: wish })),
      onSuccess,
    }),
    leave: useMutation({
      mutationFn: (staff_id: number) =>
        body(
          http.POST("/api/shops/{shop}/academy/learners/{staff_id}/leave", { params: { path: { shop, staff_id } } }),
        ),
      onSuccess,
    }),
    level: useMutation({
      mutationFn: ({ level, demand, version }: { level: LevelName; demand: Demand; version: number }) =>
        body(
          http.PUT("/api/shops/{shop}/academy/levels/{level}", {
            params: { path: { shop, level } },
            body: { ...demand, version },
          }),
        ),
      onSuccess,
    }),
    give: useMutation({
      mutationFn: (wish: { staff: number; level: LevelName; reason: string }) =>
        body(http.POST("/api/shops/{shop}/academy/certificates", { params: path(shop), body: wish })),
      onSuccess,
    }),
    typed: useMutation({
      mutationFn: (wish: TypingWish) =>
        body(http.POST("/api/shops/{shop}/academy/typing", { params: path(shop), body: wish })),
      onSuccess,
    }),
  };
}
