/** How the wall sees the shop: its numbers, each agent's chats, and who is answered first in a rush. Pure. */
import type { Agent, Conversation } from "../../protocol/types";

export interface Column {
  agent: Agent;
  chats: Conversation[];
  /** Since when the one waits who waits longest (ISO), if anybody does. */
  longest: string | null;
  angry: number;
}

export interface Unpaid {
  conversation: number;
  closes_at: string;
}

const WORKING = new Set(["owner", "lead", "agent"]);
const STANDING: Record<Agent["status"], number> = { online: 0, busy: 1, away: 2, offline: 3 };
const early = (a: string | null, b: string | null): number => ((a ?? "~") < (b ?? "~") ? -1 : a === b ? 0 : 1);

/** Agents who are here or still have chats; whose shopper waits longest stands first. */
export function columns(agents: Iterable<Agent>, conversations: Iterable<Conversation>): Column[] {
  const chats = new Map<number, Conversation[]>();
  for (const one of conversations) {
    if (one.state !== "assigned" || !one.agent) continue;
    const held = chats.get(one.agent.id);
    if (held) held.push(one);
    else chats.set(one.agent.id, [one]);
  }
  const found: Column[] = [];
  for (const agent of agents) {
    const own = (chats.get(agent.id) ?? []).sort((a, b) => early(a.waiting_since, b.waiting_since));
    if (!WORKING.has(agent.role) || (agent.status === "offline" && !own.length)) continue;
    const longest = own[0]?.waiting_since ?? null;
    found.push({ agent, chats: own, longest, angry: own.filter((one) => one.mood === "angry").length });
  }
  return found.sort(
    (a, b) =>
      early(a.longest, b.longest) || STANDING[a.agent.status] - STANDING[b.agent.status] || a.agent.id - b.agent.id,
  );
}

export interface Totals {
  queue: number;
  open: number;
  robot: number;
  angry: number;
  longest: string | null;
}

export function totals(conversations: Iterable<Conversation>): Totals {
  const sum: Totals = { queue: 0, open: 0, robot: 0, angry: 0, longest: null };
  for (const one of conversations) {
    if (one.state === "closed") continue;
    if (one.state === "queued") sum.queue++;
    if (one.state === "assigned") sum.open++;
    if (one.state === "robot") sum.robot++;
    if (one.state === "robot") continue;
    if (one.mood === "angry") sum.angry++;
    if (one.waiting_since && early(one.waiting_since, sum.longest) < 0) sum.longest = one.waiting_since;
  }
  return sum;
}

/** Who waits for people, unpaid orders near their end first, then the angry, then by waiting. */
export function triage(conversations: Iterable<Conversation>, unpaid: readonly Unpaid[]): Conversation[] {
  const closes = new Map(unpaid.map((one) => [one.conversation, one.closes_at]));
  const waiting = [...conversations].filter(
    (one) => one.waiting_since && (one.state === "queued" || one.state === "assigned"),
  );
  return waiting.sort(
    (a, b) =>
      early(closes.get(a.id) ?? null, closes.get(b.id) ?? null) ||
      Number(b.mood === "angry") - Number(a.mood === "angry") ||
      early(a.waiting_since, b.waiting_since) ||
      a.id - b.id,
  );
}
