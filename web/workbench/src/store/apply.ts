/** Old state + event = new state. Pure; every event type has its test (apply.test.ts). */
import type { FeedEvent } from "../protocol/frames";
import type { Message } from "../protocol/types";
import { type DeskState, dropAgent, putAgent, putConversation, withEntry } from "./state";
import { putMessage } from "./thread";

export type Place = "next" | "seen" | "gap";

/** Whether `event` is the one that follows what was read of its feed. */
export function placeOf(state: DeskState, event: FeedEvent): Place {
  const read = state.feeds[event.shop] ?? 0;
  if (event.n <= read) return "seen";
  return event.n === read + 1 ? "next" : "gap";
}

/** The state after `event`. Events already seen change nothing; one that leaves a gap is not applied either. */
export function applyEvent(state: DeskState, event: FeedEvent): DeskState {
  if (placeOf(state, event) !== "next") return state;
  return change({ ...state, feeds: { ...state.feeds, [event.shop]: event.n } }, event);
}

function change(state: DeskState, event: FeedEvent): DeskState {
  switch (event.type) {
    case "message.created":
    case "message.recalled":
    case "message.changed":
    case "note.created":
      return intoThread(putConversation(state, event.data.conversation), event.data.message);
    case "conversation.opened":
    case "conversation.queued":
    case "conversation.assigned":
    case "conversation.transferred":
    case "conversation.closed":
    case "conversation.read":
    case "conversation.rated":
    case "conversation.updated":
    case "suggestion.made":
      return putConversation(state, event.data.conversation);
    case "agent.changed":
      return putAgent(state, event.shop, event.data.agent);
    case "agent.left":
      return dropAgent(state, event.shop, event.data.agent.id);
    case "catalog.changed":
      return { ...state, catalog: { ...state.catalog, [event.shop]: event.data.catalog_version } };
    case "settings.changed":
      return { ...state, settings: { ...state.settings, [event.shop]: (state.settings[event.shop] ?? 0) + 1 } };
    case "case.changed":
    case "task.changed":
    case "casework.changed":
    case "report.made":
      return { ...state, work: { ...state.work, [event.shop]: (state.work[event.shop] ?? 0) + 1 } };
    default:
      return state; // a type that a newer server knows; its number counts as read
  }
}

/** Threads that nobody opened are not kept: opening one reads it by HTTP. */
function intoThread(state: DeskState, message: Message): DeskState {
  const thread = state.threads.get(message.conversation);
  if (!thread) return state;
  return { ...state, threads: withEntry(state.threads, message.conversation, putMessage(thread, message)) };
}
