/** The times that a chat is put off to. Pure. */

export const PAUSES = ["quarter", "hour", "evening", "morning"] as const;
export type Pause = (typeof PAUSES)[number];

/** When a pause ends, from `now` (ms), in this browser's time of day; an evening that has passed is tomorrow's. */
export function endOf(pause: Pause, now: number): Date {
  if (pause === "quarter") return new Date(now + 15 * 60_000);
  if (pause === "hour") return new Date(now + 60 * 60_000);
  const at = new Date(now);
  at.setHours(pause === "evening" ? 20 : 9, 0, 0, 0);
  if (pause === "morning" || at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at;
}
