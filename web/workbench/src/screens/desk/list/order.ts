/** Which conversations a tab shows, and in which order. Pure. */
import type { Conversation, Mood } from "../../../protocol/types";

export type Tab = "mine" | "queue" | "all";
export const TABS: readonly Tab[] = ["mine", "queue", "all"];

export const SORTS = ["urgency", "newest", "oldest"] as const;
export type Sort = (typeof SORTS)[number];

/** What is asked of a chat beside its tab; null = anything. */
export interface Filter {
  intent: string | null;
  mood: Mood | null;
  agent: number | null;
  unread: boolean;
  snoozed: boolean;
}

export const NO_FILTER: Filter = { intent: null, mood: null, agent: null, unread: false, snoozed: false };

export interface Wanted {
  tab: Tab;
  me: number;
  shop: string | null;
  query: string;
  filter?: Filter;
  sort?: Sort;
}

export function filtering(filter: Filter): boolean {
  return Object.values(filter).some((part) => part !== null && part !== false);
}

function passes(one: Conversation, filter: Filter): boolean {
  if (filter.intent !== null && one.intent !== filter.intent) return false;
  if (filter.mood !== null && one.mood !== filter.mood) return false;
  if (filter.agent !== null && one.agent?.id !== filter.agent) return false;
  if (filter.unread && one.unread === 0) return false;
  return !filter.snoozed || one.snoozed_until !== null;
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

/** The server writes all times in one form, so that they compare as text; a list of thousands is sorted often. */
const later = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Open ones before those put off, closed ones last. */
const standing = (one: Conversation): number => (one.state === "closed" ? 2 : one.snoozed_until ? 1 : 0);

function byNewest(a: Conversation, b: Conversation): number {
  return later(b.last_message?.at ?? "", a.last_message?.at ?? "") || b.id - a.id;
}

/** Least time left first; then who waits for nothing, newest line first; closed ones last. */
export function byUrgency(a: Conversation, b: Conversation): number {
  const place = standing(a) - standing(b);
  if (place) return place;
  if (a.respond_by !== b.respond_by) {
    if (!a.respond_by) return 1;
    if (!b.respond_by) return -1;
    return later(a.respond_by, b.respond_by);
  }
  return byNewest(a, b);
}

function byWaiting(a: Conversation, b: Conversation): number {
  const place = standing(a) - standing(b);
  if (place) return place;
  if (a.waiting_since !== b.waiting_since) {
    if (!a.waiting_since) return 1;
    if (!b.waiting_since) return -1;
    return later(a.waiting_since, b.waiting_since);
  }
  return byNewest(a, b);
}

const ORDERS: Record<Sort, (a: Conversation, b: Conversation) => number> = {
  urgency: byUrgency,
  newest: (a, b) => standing(a) - standing(b) || byNewest(a, b),
  oldest: byWaiting,
};

export function wantedRows(all: Iterable<Conversation>, wanted: Wanted): Conversation[] {
  const rows: Conversation[] = [];
  const filter = wanted.filter ?? NO_FILTER;
  for (const one of all) {
    if (wanted.shop && one.shop !== wanted.shop) continue;
    if (inTab(one, wanted.tab, wanted.me) && passes(one, filter) && matches(one, wanted.query)) rows.push(one);
  }
  return rows.sort(ORDERS[wanted.sort ?? "urgency"]);
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
