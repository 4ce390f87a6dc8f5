/** The times that a chat is put off to. Pure. */

import { fieldText, fromField } from "../../../parts/time";

export const PAUSES = ["quarter", "hour", "evening", "morning"] as const;
export type Pause = (typeof PAUSES)[number];

const DAY_MS = 86_400_000;

function onDay(at: number, hour: string, zone: string | undefined): Date {
  const day = fieldText(new Date(at).toISOString(), zone).slice(0, "2026-11-11".length);
  return new Date(fromField(`${day}T${hour}`, zone));
}

/** When a pause ends, from `now` (ms), by the clock of the shop's zone; an evening that has passed is tomorrow's. */
export function endOf(pause: Pause, now: number, zone?: string): Date {
  if (pause === "quarter") return new Date(now + 15 * 60_000);
  if (pause === "hour") return new Date(now + 60 * 60_000);
  const hour = pause === "evening" ? "20:00" : "09:00";
  const today = onDay(now, hour, zone);
  return pause === "morning" || today.getTime() <= now ? onDay(now + DAY_MS, hour, zone) : today;
}
