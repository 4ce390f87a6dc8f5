import type { Message } from "../../../protocol/types";

export const RECALL_MS = 120_000;

/** Whether `me` may still take this message back at `now` (ms, server time). */
export function isOwnRecallable(message: Message, me: number, now: number): boolean {
  if (
    message.author !== "agent" ||
    message.staff_id !== me ||
    message.recalled ||
    message.seq === null ||
    message.kind === "action_card"
  )
    return false;
  return now - Date.parse(message.at) < RECALL_MS;
}

/** One's own last line, for ↑; null when the last thing one sent was not text. */
export function lastOwnText(messages: readonly Message[], me: number): Message | null {
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (!message || message.author === "system" || message.recalled) continue;
    if (message.author !== "agent" || message.staff_id !== me) continue;
    return message.kind === "text" ? message : null;
  }
  return null;
}
