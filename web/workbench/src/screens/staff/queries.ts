/** The people of a shop: read and changed over HTTP. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { LeavingWish, MemberPlace, StaffMember } from "../../protocol/types";

const key = (shop: string) => ["staff", shop] as const;

export function useMembers(shop: string) {
  return useQuery({
    queryKey: key(shop),
    queryFn: async () => (await body(http.GET("/api/shops/{shop}/staff", { params: { path: { shop } } }))).members,
    enabled: shop !== "",
    staleTime: 0,
  });
}

/** What is somebody's and would move or end when he leaves. */
export function useLeaving(shop: string, staffId: number) {
  return useQuery({
    queryKey: [...key(shop), staffId, "leaving"],
    queryFn: () =>
      body(http.GET("/api/shops/{shop}/staff/{staff_id}/leaving", { params: { path: { shop, staff_id: staffId } } })),
    staleTime: 0,
    gcTime: 0,
  });
}

export interface Wish extends MemberPlace {
  login?: string;
}

/** Everything that one can do to the people of a shop; each reads them anew, also when it was refused. */
export function useStaffActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop) });
  const add = useMutation({
    mutationFn: (wish: Wish) =>
      body(
        http.POST("/api/shops/{shop}/staff", {
          params: { path: { shop } },
          body: { ...wish, login: (wish.login ?? "").trim() },
        }),
      ),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ member, wish }: { member: StaffMember; wish: Wish }) =>
      body(
        http.PATCH("/api/shops/{shop}/staff/{staff_id}", {
          params: { path: { shop, staff_id: member.id } },
          body: { ...wish, version: member.version },
        }),
      ),
    onSettled,
  });
  const leave = useMutation({
    mutationFn: ({ member, wish }: { member: StaffMember; wish: LeavingWish }) =>
      body(
        http.POST("/api/shops/{shop}/staff/{staff_id}/leave", {
          params: { path: { shop, staff_id: member.id } },
          body: { ...wish, version: member.version },
        }),
      ),
    onSettled,
  });
  const reset = useMutation({
    mutationFn: ({ member, twoFactor }: { member: StaffMember; twoFactor: boolean }) =>
      body(
        http.POST("/api/shops/{shop}/staff/{staff_id}/password", {
          params: { path: { shop, staff_id: member.id } },
          body: { two_factor: twoFactor },
        }),
      ),
    onSettled,
  });
  return { add, change, leave, reset };
}
