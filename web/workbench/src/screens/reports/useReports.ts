/** What reports ask of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

type Schemas = components["schemas"];
export type Report = Schemas["ReportView"];
export type ReportBrief = Schemas["ReportBrief"];
export type ReportWords = Schemas["ReportWords"];
export type NumberView = Schemas["NumberView"];
export type AgentNumbers = Schemas["AgentNumbers"];
export type Dashboard = Schemas["Dashboard"];
export type Definition = Schemas["Definition"];
export type ImportedFigure = Schemas["ImportedFigure"];
export type Plan = Schemas["Plan"];
export type Personal = Schemas["PersonalView"];
export type PersonalWish = Schemas["PersonalWish"];
export type Kind = "day" | "week";
export interface Span {
  day: string;
  until: string;
}

const key = (shop: string, ...rest: unknown[]) => ["reports", shop, ...rest];

export function useReportList(shop: string) {
  const moved = useView((held) => held.state.work[shop] ?? 0); // a report that was written moves it
  return useQuery({
    queryKey: key(shop, "list", moved),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/reports", { params: { path: { shop } } }))).reports,
  });
}

export const useReport = (shop: string, report_id: number) =>
  useQuery({
    queryKey: key(shop, "one", report_id),
    queryFn: () => body(http.GET("/api/shops/{shop}/reports/{report_id}", { params: { path: { shop, report_id } } })),
  });

export const useDashboard = (shop: string, span: Span, team: string | null) =>
  useQuery({
    queryKey: key(shop, "dashboard", span, team),
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/reports/dashboard", {
          params: { path: { shop }, query: { ...span, ...(team === null ? {} : { team }) } },
        }),
      ),
    staleTime: 30_000,
  });

export const useBehind = (shop: string, span: Span, figure: string, staff: number | undefined) =>
  useQuery({
    queryKey: key(shop, "behind", span, figure, staff),
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/reports/behind", {
          params: { path: { shop }, query: { ...span, key: figure, ...(staff ? { staff } : {}) } },
        }),
      ),
  });

export const usePlan = (shop: string) =>
  useQuery({
    queryKey: key(shop, "plan"),
    queryFn: () => body(http.GET("/api/shops/{shop}/reports/plan", { params: { path: { shop } } })),
  });

export const usePersonals = (shop: string, kind: Kind) =>
  useQuery({
    queryKey: key(shop, "personals", kind),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/reports/personal", { params: { path: { shop }, query: { kind } } })))
        .reports,
  });

export const useDraftReport = (shop: string, kind: Kind, enabled: boolean) =>
  useQuery({
    queryKey: key(shop, "draft", kind),
    enabled,
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/reports/personal/draft", { params: { path: { shop }, query: { kind } } })),
  });

export function useReportActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop) });
  const path = { params: { path: { shop } } };
  const one = (report_id: number) => ({ params: { path: { shop, report_id } } });
  return {
    write: useMutation({
      mutationFn: (wish: Schemas["ReportWish"]) =>
        body(http.POST("/api/shops/{shop}/reports", { ...path, body: wish })),
      onSettled,
    }),
    edit: useMutation({
      mutationFn: ({ id, words }: { id: number; words: ReportWords }) =>
        body(http.PUT("/api/shops/{shop}/reports/{report_id}", { ...one(id), body: words })),
      onSettled,
    }),
    send: useMutation({
      mutationFn: (id: number) => body(http.POST("/api/shops/{shop}/reports/{report_id}/send", one(id))),
      onSettled,
    }),
    plan: useMutation({
      mutationFn: (plan: Plan) => body(http.PUT("/api/shops/{shop}/reports/plan", { ...path, body: plan })),
      onSettled,
    }),
    upload: useMutation({
      mutationFn: (file: File) =>
        body(
          http.POST("/api/shops/{shop}/reports/figures", {
            ...path,
            body: { file: "" },
            bodySerializer: () => {
              const form = new FormData();
              form.append("file", file);
              return form;
            },
          }),
        ),
      onSettled,
    }),
    handIn: useMutation({
      mutationFn: (wish: PersonalWish) =>
        body(http.POST("/api/shops/{shop}/reports/personal", { ...path, body: wish })),
      onSettled,
    }),
    comment: useMutation({
      mutationFn: ({ id, text }: { id: number; text: string }) =>
        body(http.POST("/api/shops/{shop}/reports/personal/{report_id}/comment", { ...one(id), body: { text } })),
      onSettled,
    }),
  };
}
