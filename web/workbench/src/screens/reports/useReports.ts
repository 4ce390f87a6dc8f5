/** What reports ask of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import type { Language } from "../../i18n";
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
export type ReportLetter = Schemas["ReportLetterView"];
export type Plan = Schemas["Plan"];
export type Personal = Schemas["PersonalView"];
export type PersonalWish = Schemas["PersonalWish"];
export type ProductVoice = Schemas["ProductVoice"];
export type VoiceItem = Schemas["VoiceItem"];
export type FrequentQuestion = Schemas["FrequentQuestion"];
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

export function useMail(shop: string) {
  const moved = useView((held) => held.state.work[shop] ?? 0);
  return useQuery({
    queryKey: key(shop, "mail", moved),
    queryFn: () => body(http.GET("/api/shops/{shop}/reports/mail", { params: { path: { shop } } })),
    refetchInterval: 30_000,
  });
}

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
    mail: useMutation({
      mutationFn: (wish: { receivers: string[]; language: Language }) =>
        body(http.PUT("/api/shops/{shop}/reports/mail", { ...path, body: wish })),
      onSettled,
    }),
    tryMail: useMutation({
      mutationFn: (to: string) => body(http.POST("/api/shops/{shop}/reports/mail/test", { ...path, body: { to } })),
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

export const useVoice = (shop: string, span: Span) =>
  useQuery({
    queryKey: key(shop, "voice", span),
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/reports/voice", { params: { path: { shop }, query: { ...span } } })),
    staleTime: 60_000,
  });

/** Where the same is had as a workbook. */
export const voiceBook = (shop: string, span: Span, language: Language) =>
  `/api/shops/${shop}/reports/voice/xlsx?${new URLSearchParams({ ...span, language })}`;

export const useHarvest = (shop: string, span: Span) =>
  useQuery({
    queryKey: key(shop, "questions", span),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/reports/questions", { params: { path: { shop }, query: { ...span } } })))
        .questions,
    staleTime: 60_000,
  });

/** Writes something down as a task of one's own. */
export const useNoteTask = (shop: string) =>
  useMutation({
    mutationFn: (text: string) =>
      body(http.POST("/api/shops/{shop}/work", { params: { path: { shop } }, body: { text } })),
  });

/** Keeps an answer: as an entry of the FAQ (laid before a lead where one is no lead), or as a phrase of the team. */
export function useKeepAnswer(shop: string) {
  const queries = useQueryClient();
  const path = { params: { path: { shop } } };
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop, "questions") });
  return {
    faq: useMutation({
      mutationFn: (entry: { question: string; answer: string; similar: string[] }) =>
        body(http.POST("/api/shops/{shop}/faq", { ...path, body: entry })),
      onSettled,
    }),
    phrase: useMutation({
      mutationFn: (text: string) =>
        body(http.POST("/api/shops/{shop}/phrases", { ...path, body: { text, code: "", group: "" } })),
    }),
  };
}
