import type { Message } from "./protocol";

/** Messages in the order of `seq`. Numbers have no gap in a whole conversation, so a gap here means: not here yet. */
export type Messages = readonly Message[];

function indexFor(messages: Messages, seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle] as Message).seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a message in its place; of two with one number the one with the later change (`rev`) stays. */
export function put(messages: Messages, message: Message): Messages {
  const at = indexFor(messages, message.seq);
  const held = messages[at];
  if (held?.seq !== message.seq) return [...messages.slice(0, at), message, ...messages.slice(at)];
  return message.rev < held.rev ? messages : [...messages.slice(0, at), message, ...messages.slice(at + 1)];
}

export function putAll(messages: Messages, more: Messages): Messages {
  return more.reduce(put, messages);
}

/**
 * A message that came over the socket. A change of one that lies before the pages read so far is left out: it comes in
 * its newest form when the shopper scrolls there, and putting it here would tear a hole.
 */
export function putLive(messages: Messages, message: Message): Messages {
  const first = messages[0];
  return first && message.seq < first.seq - 1 ? messages : put(messages, message);
}

export function has(messages: Messages, seq: number): boolean {
  return messages[indexFor(messages, seq)]?.seq === seq;
}

/**
 * The number before which messages are missing: at the end (the server's last number is not here) or in a hole between
 * two that are here; null when all from the first held to `lastSeq` are here.
 */
export function missingBefore(messages: Messages, lastSeq: number): number | null {
  const newest = messages[messages.length - 1]?.seq ?? 0;
  if (newest < lastSeq) return lastSeq + 1;
  for (let i = messages.length - 1; i > 0; i--) {
    const seq = (messages[i] as Message).seq;
    if ((messages[i - 1] as Message).seq !== seq - 1) return seq;
  }
  return null;
}

/** The number before which older pages can be read; null when the first message of all is here, or there is none. */
export function olderBefore(messages: Messages): number | null {
  const first = messages[0]?.seq ?? 1;
  return first > 1 ? first : null;
}

/** The system's lines about who answers: each says what now holds, so the next one makes it stale. */
const HANDOVERS: readonly (string | undefined)[] = ["queued", "human_requested", "transferred", "assigned"];

const handsOver = (m: Message | undefined): boolean => m?.author === "system" && HANDOVERS.includes(m.body.event ?? "");

/** Of handovers in a row, with nothing said between, only the last. */
export function settled(messages: Messages): Messages {
  return messages.filter((m, i) => !(handsOver(m) && handsOver(messages[i + 1])));
}

/** Lines of people and robots (not the shopper's own, not the system's) after `seq`. */
export function unreadAfter(messages: Messages, seq: number): number {
  return messages.filter((m) => m.seq > seq && !m.recalled && (m.author === "agent" || m.author === "robot")).length;
}
