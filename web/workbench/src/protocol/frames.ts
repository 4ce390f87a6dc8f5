/** What travels over `/ws/desk` (protocol.md §4.2–4.3), from the generated components. */
import type { components } from "../../../api/schema";
import type { Agent, Conversation, Message } from "./types";

type Schemas = components["schemas"];
type EventType = Schemas["Event"]["type"];

export type MessageEventType = Extract<EventType, `message.${string}` | `note.${string}`>;
export type ConversationEventType = Extract<EventType, `conversation.${string}` | `suggestion.${string}`>;

/** The document names one bag of optional data for all events; which part is there depends on the type. */
type DataOf<T extends EventType> = T extends MessageEventType
  ? { message: Message; conversation: Conversation }
  : T extends ConversationEventType
    ? { conversation: Conversation; by?: string | null; remark?: string | null }
    : T extends `agent.${string}`
      ? { agent: Agent }
      : T extends "catalog.changed"
        ? { catalog_version: number }
        : Record<string, unknown>;

type EventOf<T extends EventType> = T extends EventType
  ? Omit<Schemas["Event"], "type" | "data"> & { type: T; data: DataOf<T> }
  : never;
export type FeedEvent = EventOf<EventType>;

export type Watcher = Schemas["Looker"];
export type Refused = Schemas["RefusedFrame"];
export type Checked = Schemas["CheckedFrame"];
export type Ack = Schemas["DeskAckFrame"];

export type ServerFrame =
  | { type: "event"; event: FeedEvent }
  | Schemas["DeskHelloFrame"]
  | Schemas["ResetFrame"]
  | Ack
  | Refused
  | Checked
  | Schemas["DeskTypingFrame"]
  | Schemas["LookingFrame"]
  | Schemas["DraftingFrame"]
  | Schemas["DraftFrame"]
  | Schemas["LeftFrame"]
  | Schemas["PongFrame"];

export type SendKind = Schemas["DeskSend"]["kind"];

export type ClientFrame =
  | Schemas["DeskAuth"]
  | Schemas["DeskFollow"]
  | Schemas["DeskSend"]
  | Schemas["DeskNote"]
  | Schemas["DeskCheck"]
  | Schemas["DeskRead"]
  | Schemas["DeskTyping"]
  | Schemas["DeskLook"]
  | Schemas["DeskStatus"]
  | Schemas["Ping"];

/** Why a socket was closed, where the number says so. */
export const CLOSED = { unauthenticated: 4401, origin: 4403, tooMany: 4429 } as const;
