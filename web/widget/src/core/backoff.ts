/** Longest wait between two attempts to connect, in ms (docs/protocol.md §3.4). */
export const MAX_WAIT_MS = 15_000;
const FIRST_WAIT_MS = 500;

/**
 * Wait before attempt number `attempt` (0 = first retry), in ms: 0.5 s doubled each time, at most 15 s, minus up to a
 * quarter of it by chance, so that thousands of widgets don't come back in the same instant after a restart.
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (1 - random / 4));
}
