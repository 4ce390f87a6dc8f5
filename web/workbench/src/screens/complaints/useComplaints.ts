/** Complaints and reviews by HTTP; asked again when the feed says that casework or the chat has moved. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../../api/schema";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";

type Schemas = components["schemas"];
export type Complaint = Schemas["ComplaintView"];
export type Detail = Schemas["ComplaintDetail"];
export type Act = Schemas["ComplaintAct"];
export type Review = Schemas["PlatformReview"];

const useMoved = (shop: string) => useView((view) => view.state.work[shop] ?? 0);

export function useComplaints(shop: string, state: "open" | "later" | "solved" | "lost" | "all") {
  return useQuery({
    queryKey: ["complaints", shop, state, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/complaints", { params: { path: { shop }, query: { state } } })),
    placeholderData: keepPreviousData,
    enabled: shop !== "",
  });
}

export function useChatComplaint(shop: string, conversation: number) {
  return useQuery({
    queryKey: ["chat-complaint", shop, conversation, useMoved(shop)],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/complaints", { params: { path: { shop }, query: { conversation } } })),
    placeholderData: (old, query) => (query?.queryKey[2] === conversation ? old : undefined),
  });
}

/** Steps tick from the chat: a new line in it asks again. */
export function useComplaint(shop: string, id: number, conversation: number) {
  const said = useView((view) => view.state.conversations.get(conversation)?.last_seq ?? 0);
  return useQuery({
    queryKey: ["complaint", shop, id, said, useMoved(shop)],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/complaints/{complaint_id}", { params: { path: { shop, complaint_id: id } } })),
    placeholderData: (old) => (old?.complaint.id === id ? old : undefined),
  });
}

export function useOpen(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Schemas["OpenComplaint"]) =>
      body(http.POST("/api/shops/{shop}/complaints", { params: { path: { shop } }, body: wish })),
    onSettled: () => client.invalidateQueries({ queryKey: ["chat-complaint", shop] }),
  });
}

export function useAct(shop: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Partial<Act> & Pick<Act, "act" | "version">) =>
      body(
        http.POST("/api/shops/{shop}/complaints/{complaint_id}/acts", {
          params: { path: { shop, complaint_id: id } },
          body: { text: "", order: "", ...act },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["complaint", shop, id] }),
  });
}

export function useReviews(shop: string, state: "open" | "answered" | "done" | "all") {
  return useQuery({
    queryKey: ["reviews", shop, state, useMoved(shop)],
    queryFn: () => body(http.GET("/api/shops/{shop}/reviews", { params: { path: { shop }, query: { state } } })),
    placeholderData: keepPreviousData,
    enabled: shop !== "",
  });
}

export function useSettle(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...act }: Schemas["PlatformReviewAct"] & { id: number }) =>
      body(
        http.POST("/api/shops/{shop}/reviews/{review_id}", { params: { path: { shop, review_id: id } }, body: act }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["reviews", shop] }),
  });
}

export function useCauses(shop: string, days: number) {
  return useQuery({
    queryKey: ["causes", shop, days, useMoved(shop)],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/complaints/causes", { params: { path: { shop }, query: { days } } })),
    enabled: shop !== "",
  });
}
