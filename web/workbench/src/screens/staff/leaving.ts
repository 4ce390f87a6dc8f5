/** Who takes over what when a colleague leaves. Pure. */
import type { LeavingView, LeavingWish } from "../../protocol/types";

export const OWED = ["chats", "tasks", "promises", "cases"] as const;
export type Owed = (typeof OWED)[number];
export type Takers = Partial<Record<Owed, number | null>>;

/** What would be left to nobody; chats without a taker go back to their queues. */
export function missing(view: LeavingView, takers: Takers): Owed[] {
  return OWED.filter((kind) => kind !== "chats" && view[kind].count > 0 && !takers[kind]);
}

export function wishOf(takers: Takers): Omit<LeavingWish, "keep_phrases"> {
  return {
    chats_to: takers.chats ?? null,
    tasks_to: takers.tasks ?? null,
    promises_to: takers.promises ?? null,
    cases_to: takers.cases ?? null,
  };
}
