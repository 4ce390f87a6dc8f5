/** What the daily drawing and the chats with other shops ask of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";

type Schemas = components["schemas"];
export type SamplePlan = Required<Schemas["SamplePlanBody"]>;
export type PeerRound = Schemas["PeerRoundView"];
export type PeerChat = Schemas["PeerChatView"];
export type PeerChatWish = Schemas["PeerChatWish"];
export type LessonWish = Schemas["PeerLessonWish"];

const key = (shop: string, ...rest: unknown[]) => ["quality", shop, ...rest];

export function useSamplePlan(shop: string) {
  const queries = useQueryClient();
  const path = { params: { path: { shop } } };
  const plan = useQuery({
    queryKey: key(shop, "sample-plan"),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/quality/samples/plan", path))) as SamplePlan,
  });
  const save = useMutation({
    mutationFn: (wish: SamplePlan) => body(http.PUT("/api/shops/{shop}/quality/samples/plan", { ...path, body: wish })),
    onSettled: () => queries.invalidateQueries({ queryKey: key(shop, "sample-plan") }),
  });
  return { plan, save };
}

export const usePeerRounds = (shop: string) =>
  useQuery({
    queryKey: key(shop, "peers"),
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/quality/peers", { params: { path: { shop } } }))).rounds,
  });

export const usePeerRound = (shop: string, round_id: number) =>
  useQuery({
    queryKey: key(shop, "peers", round_id),
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/quality/peers/{round_id}", { params: { path: { shop, round_id } } })),
  });

export function usePeerActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop, "peers") });
  const at = (round_id: number) => ({ params: { path: { shop, round_id } } });
  return {
    begin: useMutation({
      mutationFn: (title: string) =>
        body(http.POST("/api/shops/{shop}/quality/peers", { params: { path: { shop } }, body: { title } })),
      onSettled,
    }),
    add: useMutation({
      mutationFn: ({ round_id, wish }: { round_id: number; wish: PeerChatWish }) =>
        body(http.POST("/api/shops/{shop}/quality/peers/{round_id}/chats", { ...at(round_id), body: wish })),
      onSettled,
    }),
    answer: useMutation({
      mutationFn: (of: { round_id: number; chat_id: number; answers: Record<string, string> }) =>
        body(
          http.PUT("/api/shops/{shop}/quality/peers/{round_id}/chats/{chat_id}", {
            params: { path: { shop, round_id: of.round_id, chat_id: of.chat_id } },
            body: { answers: of.answers },
          }),
        ),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (of: { round_id: number; chat_id: number }) =>
        body(
          http.DELETE("/api/shops/{shop}/quality/peers/{round_id}/chats/{chat_id}", {
            params: { path: { shop, ...of } },
          }),
        ),
      onSettled,
    }),
    conclude: useMutation({
      mutationFn: ({ round_id, wish }: { round_id: number; wish: LessonWish }) =>
        body(http.POST("/api/shops/{shop}/quality/peers/{round_id}/lessons", { ...at(round_id), body: wish })),
      onSettled,
    }),
  };
}
