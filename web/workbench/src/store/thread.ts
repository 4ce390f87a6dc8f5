/** One conversation's messages: put in place by `seq` (notes by `note_seq`), never back to an older `rev`. */
import type { Message } from "../protocol/types";
import type { Thread } from "./state";

export const NEW_THREAD: Thread = { messages: [], notes: [], more: false, status: "loading" };

type Number = (message: Message) => number;
const bySeq: Number = (message) => message.seq ?? 0;
const byNote: Number = (message) => message.note_seq ?? 0;

function place(list: readonly Message[], message: Message, number: Number): readonly Message[] {
  let at = list.length;
  for (let before = list[at - 1]; before && number(before) >= number(message); before = list[at - 1]) at--;
  const held = list[at];
  if (!held || number(held) !== number(message)) return [...list.slice(0, at), message, ...list.slice(at)];
  if (held.rev > message.rev) return list;
  return [...list.slice(0, at), message, ...list.slice(at + 1)];
}

export function putMessage(thread: Thread, message: Message): Thread {
  if (message.visibility === "internal") return { ...thread, notes: place(thread.notes, message, byNote) };
  return { ...thread, messages: place(thread.messages, message, bySeq) };
}

/** A page that HTTP brought; what events brought in the meantime stays. */
export function putPage(thread: Thread, messages: readonly Message[], more: boolean): Thread {
  return { ...messages.reduce(putMessage, thread), more, status: "ready" };
}

/** The system's lines about who answers: each says what now holds, so the next one makes it stale. */
const HANDOVERS = new Set(["queued", "human_requested", "transferred", "assigned"]);

const handsOver = (message: Message | undefined): boolean =>
  message?.author === "system" && message.visibility === "public" && HANDOVERS.has(String(message.body.event));

/** Of handovers in a row, with nothing said between, only the last: a chat that went round tells where it is now. */
export function settled(messages: readonly Message[]): Message[] {
  return messages.filter((one, at) => !(handsOver(one) && handsOver(messages[at + 1])));
}

/** Public messages in their order with the notes among them by time. */
export function inOrder(thread: Thread): Message[] {
  const merged: Message[] = [];
  const notes = [...thread.notes];
  for (const message of thread.messages) {
    while (notes[0] && notes[0].at < message.at) merged.push(notes.shift() as Message);
    merged.push(message);
  }
  return [...merged, ...notes];
}
