import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../../api/schema";
import { body, http } from "../../../protocol/api";

type Schemas = components["schemas"];
export type ModelLesson = Schemas["ModelLessonView"];
export type ModelLine = Schemas["ModelLineShape"];
export type ModelLessonWish = Schemas["ModelLessonWish"];

const path = (shop: string) => ({ path: { shop } });
const one = (shop: string, lesson_id: number) => ({ params: { path: { shop, lesson_id } } });
const key = (shop: string) => ["academy", shop, "models"];

export const useModelLessons = (shop: string) =>
  useQuery({
    queryKey: key(shop),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/academy/model-lessons", { params: path(shop) }))).lessons,
    enabled: shop !== "",
  });

export function useModelActs(shop: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: key(shop) });
  return {
    make: useMutation({
      mutationFn: (conversation_id: number) =>
        body(
          http.POST("/api/shops/{shop}/academy/model-lessons/of-chat/{conversation_id}", {
            params: { path: { shop, conversation_id } },
          }),
        ),
      onSuccess,
    }),
    write: useMutation({
      mutationFn: ({ id, wish }: { id: number; wish: ModelLessonWish }) =>
        body(http.PUT("/api/shops/{shop}/academy/model-lessons/{lesson_id}", { ...one(shop, id), body: wish })),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: number) =>
        body(http.DELETE("/api/shops/{shop}/academy/model-lessons/{lesson_id}", one(shop, id))),
      onSuccess,
    }),
  };
}
