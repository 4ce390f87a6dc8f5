/** What travels over `/ws/desk` (protocol.md §4.2–4.3). */
import type { Agent, Body, Conversation, Finding, Kind, Message, OwnStatus, Status } from "./types";

interface Numbered {
  n: number;
  shop: string;
  at: string;
}

export type MessageEventType = "message.created" | "message.recalled" | "note.created";
export type ConversationEventType =
  | "conversation.opened"
  | "conversation.queued"
  | "conversation.assigned"
  | "conversation.transferred"
  | "conversation.closed"
  | "conversation.read"
  | "conversation.rated"
  | "conversation.updated"
  | "suggestion.made";

export type FeedEvent = Numbered &
  (
    | { type: MessageEventType; data: { message: Message; conversation: Conversation } }
    | { type: ConversationEventType; data: { conversation: Conversation; by?: unknown; remark?: string | null } }
    | { type: "agent.changed"; data: { agent: Agent } }
    | { type: "catalog.changed"; data: { catalog_version: number | string } }
    | { type: "settings.changed"; data: Record<string, unknown> }
  );

export interface Watcher {
  id: number;
  name: string;
  typing: boolean;
}

export interface Refused {
  type: "refused";
  client_id?: string | null;
  conversation?: number | null;
  code: string;
  detail: string;
  findings?: Finding[] | null;
  rewrite?: string | null;
  retry_after_s?: number | null;
}

export interface Checked {
  type: "checked";
  id: string;
  verdict: "pass" | "warn" | "block";
  findings: Finding[];
  rewrite: string | null;
}

export interface Ack {
  type: "ack";
  client_id: string;
  conversation: number;
  seq: number | null;
  note_seq: number | null;
  rev: number;
  at: string;
}

export type ServerFrame =
  | { type: "hello"; staff: { id: number; name: string }; status: Status; feeds: Record<string, number> }
  | { type: "event"; event: FeedEvent }
  | { type: "reset"; shop: string }
  | Ack
  | Refused
  | Checked
  | { type: "typing"; shop: string; conversation: number; by: "shopper"; on: boolean }
  | { type: "looking"; shop: string; conversation: number; agents: Watcher[] }
  | { type: "left"; shop: string }
  | { type: "pong" };

export type ClientFrame =
  | { type: "auth"; csrf: string; feeds: Record<string, number> }
  | { type: "follow"; shop: string; after: number }
  | {
      type: "send";
      shop: string;
      conversation: number;
      client_id: string;
      kind: Kind;
      body: Body;
      assisted?: boolean;
      warned?: boolean;
    }
  | { type: "note"; shop: string; conversation: number; client_id: string; text: string }
  | { type: "check"; shop: string; conversation?: number; id: string; text: string }
  | { type: "read"; shop: string; conversation: number; seq: number }
  | { type: "typing"; shop: string; conversation: number; on: boolean }
  | { type: "look"; shop: string; conversation: number | null }
  | { type: "status"; status: OwnStatus }
  | { type: "ping" };

/** Why a socket was closed, where the number says so. */
export const CLOSED = { unauthenticated: 4401, origin: 4403, tooMany: 4429 } as const;
