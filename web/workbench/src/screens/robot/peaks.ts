/** Peaks as the screen needs them. Pure. */
import type { Peak } from "../../protocol/types";

export type PeakState = "running" | "coming" | "over";

export function peakState({ starts, ends }: Pick<Peak, "starts" | "ends">, now: number): PeakState {
  if (now < Date.parse(starts)) return "coming";
  return now < Date.parse(ends) ? "running" : "over";
}

const HOUR_MS = 3_600_000;

/** A day's rush from the next full hour on. */
export function newPeak(now: number, name: string): Peak {
  const starts = Math.ceil(now / HOUR_MS) * HOUR_MS;
  return {
    name,
    starts: new Date(starts).toISOString(),
    ends: new Date(starts + 24 * HOUR_MS).toISOString(),
    greeting: "",
    capacity_pct: 150,
    frozen: true,
    unpaid_first: true,
  };
}
