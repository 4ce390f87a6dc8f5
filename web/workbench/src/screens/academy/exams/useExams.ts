import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type Exam = Schemas["ExamView"];
export type ExamWish = Schemas["ExamWish"];
export type Section = Schemas["SectionShape"];
export type Sitting = Schemas["SittingView"];
export type Paper = Schemas["SittingDetail"];
export type Place = Schemas["QuestionPlace"];
export type Answer = Schemas["AnswerShape"];
export type BankQuestion = Schemas["QuestionView"];
export type QuestionWish = Schemas["QuestionWish"];
export type Kind = BankQuestion["kind"];
export type Topic = BankQuestion["topic"];
export type Skill = BankQuestion["skill"];
export type Imported = Schemas["QuestionsImported"];
export type Item = Schemas["ItemView"];

export const KINDS: readonly Kind[] = [
  "single",
  "multiple",
  "judge",
  "match",
  "fill",
  "short",
  "order",
  "errors",
  "calc",
  "practice",
];

const path = (shop: string) => ({ path: { shop } });
const key = (shop: string, ...more: unknown[]) => ["exams", shop, ...more];

export const useExams = (shop: string) =>
  useQuery({
    queryKey: key(shop, "list"),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/academy/exams", { params: path(shop) }))).exams,
    enabled: shop !== "",
    staleTime: 0,
  });

export const useBank = (shop: string) =>
  useQuery({
    queryKey: key(shop, "bank"),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/academy/questions", { params: path(shop) }))).questions,
    enabled: shop !== "",
  });

export const usePaper = (shop: string, sitting_id: number | undefined) =>
  useQuery({
    queryKey: key(shop, "paper", sitting_id),
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/academy/sittings/{sitting_id}", {
          params: { path: { shop, sitting_id: sitting_id as number } },
        }),
      ),
    enabled: shop !== "" && sitting_id !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const useSittings = (shop: string, everybody: boolean, exam?: number) =>
  useQuery({
    queryKey: key(shop, "sittings", everybody, exam),
    queryFn: async () => {
      const query = { all: everybody, ...(exam === undefined ? {} : { exam }) };
      return (await body(http.GET("/api/shops/{shop}/academy/sittings", { params: { ...path(shop), query } })))
        .sittings;
    },
    enabled: shop !== "",
    staleTime: 0,
  });

export const useAnalysis = (shop: string, exam_id: number) =>
  useQuery({
    queryKey: key(shop, "analysis", exam_id),
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/academy/exams/{exam_id}/analysis", { params: { path: { shop, exam_id } } })),
    staleTime: 0,
  });

/** Keeps an answer on the server; resolves when it is on disk. */
export const saveAnswer = (shop: string, sitting_id: number, place: number, answer: Answer, rev: number) =>
  body(
    http.PUT("/api/shops/{shop}/academy/sittings/{sitting_id}/answers/{place}", {
      params: { path: { shop, sitting_id, place } },
      body: { ...answer, rev },
    }),
  );

export function useExamActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: key(shop) });
  return {
    sit: useMutation({
      mutationFn: (exam_id: number) =>
        body(http.POST("/api/shops/{shop}/academy/exams/{exam_id}/sit", { params: { path: { shop, exam_id } } })),
      onSuccess,
    }),
    set: useMutation({
      mutationFn: ({ exam, wish }: { exam?: Exam | undefined; wish: ExamWish }) =>
        exam
          ? body(
              http.PUT("/api/shops/{shop}/academy/exams/{exam_id}", {
                params: { path: { shop, exam_id: exam.id } },
                body: { ...wish, version: exam.version },
              }),
            )
          : body(http.POST("/api/shops/{shop}/academy/exams", { params: path(shop), body: wish })),
      onSuccess,
    }),
    chat: useMutation({
      mutationFn: ({ sitting_id, place }: { sitting_id: number; place: number }) =>
        body(
          http.POST("/api/shops/{shop}/academy/sittings/{sitting_id}/answers/{place}/chat", {
            params: { path: { shop, sitting_id, place } },
          }),
        ),
      onSuccess,
    }),
    handIn: useMutation({
      mutationFn: (sitting_id: number) =>
        body(
          http.POST("/api/shops/{shop}/academy/sittings/{sitting_id}/hand-in", {
            params: { path: { shop, sitting_id } },
          }),
        ),
      onSuccess,
    }),
    mark: useMutation({
      mutationFn: ({ sitting_id, marks }: { sitting_id: number; marks: Schemas["PersonMark"][] }) =>
        body(
          http.POST("/api/shops/{shop}/academy/sittings/{sitting_id}/marks", {
            params: { path: { shop, sitting_id } },
            body: { marks },
          }),
        ),
      onSuccess,
    }),
    write: useMutation({
      mutationFn: (wish: QuestionWish) =>
        body(http.POST("/api/shops/{shop}/academy/questions", { params: path(shop), body: wish })),
      onSuccess,
    }),
    bringIn: useMutation({
      mutationFn: (file: File) => {
        const form = new FormData();
        form.append("file", file);
        return body(
          http.POST("/api/shops/{shop}/academy/questions/import", {
            params: path(shop),
            body: form as never,
            bodySerializer: () => form,
          }),
        );
      },
      onSuccess,
    }),
  };
}
