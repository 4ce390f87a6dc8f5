/** Which conversations a tab shows, and in which order. Pure. */
import type { Conversation } from "../../../protocol/types";

export type Tab = "mine" | "queue" | "all";
export const TABS: readonly Tab[] = ["mine", "queue", "all"];

export interface Wanted {
  tab: Tab;
  me: number;
  shop: string | null;
  query: string;
}

export function inTab(conversation: Conversation, tab: Tab, me: number): boolean {
  if (tab === "mine") return conversation.state === "assigned" && conversation.agent?.id === me;
  if (tab === "queue") return conversation.state === "queued";
  return true;
}

function matches(conversation: Conversation, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return true;
  const { shopper, last_message } = conversation;
  return [shopper.nick, last_message?.preview ?? "", ...shopper.tags].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

/** Least time left first; then who waits for nothing, newest line first; closed ones last. */
export function byUrgency(a: Conversation, b: Conversation): number {
  const closed = Number(a.state === "closed") - Number(b.state === "closed");
  if (closed) return closed;
  if (a.respond_by !== b.respond_by) {
    if (!a.respond_by) return 1;
    if (!b.respond_by) return -1;
    return Date.parse(a.respond_by) - Date.parse(b.respond_by);
  }
  const newest = Date.parse(b.last_message?.at ?? "") - Date.parse(a.last_message?.at ?? "");
  return newest || b.id - a.id;
}

export function wantedRows(all: Iterable<Conversation>, wanted: Wanted): Conversation[] {
  const rows: Conversation[] = [];
  for (const one of all) {
    if (wanted.shop && one.shop !== wanted.shop) continue;
    if (inTab(one, wanted.tab, wanted.me) && matches(one, wanted.query)) rows.push(one);
  }
  return rows.sort(byUrgency);
}

export function counts(all: Iterable<Conversation>, me: number, shop: string | null): Record<Tab, number> {
  const result = { mine: 0, queue: 0, all: 0 };
  for (const one of all) {
    if (shop && one.shop !== shop) continue;
    if (inTab(one, "mine", me)) result.mine++;
    if (inTab(one, "queue", me)) result.queue++;
    if (one.state !== "closed") result.all++;
  }
  return result;
}

/** The one that is due first among those this person answers for: own chats, then the queue. */
export function worst(all: Iterable<Conversation>, me: number): Conversation | null {
  let found: Conversation | null = null;
  for (const one of all) {
    if (!one.respond_by || !(inTab(one, "mine", me) || inTab(one, "queue", me))) continue;
    if (!found?.respond_by || one.respond_by < found.respond_by) found = one;
  }
  return found;
}
