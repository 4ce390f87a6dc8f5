import type { Tone } from "../../parts/State";
import type { Case } from "./useCases";

const ENDED: Record<string, Tone> = { done: "good", refused: "plain", withdrawn: "plain" };

/** How a case's state looks: red when its time has passed, quiet while the shopper is to act. */
export function caseTone(one: Case, now: number): Tone {
  const ended = ENDED[one.state];
  if (ended) return ended;
  if (one.due_at && Date.parse(one.due_at) < now) return "urgent";
  return one.due_side === "shopper" ? "plain" : "accent";
}

/** A name from a table of texts; what this version does not know is shown by its code. */
export function nameIn(names: Record<string, string>, code: string, otherwise = code): string {
  return names[code] ?? otherwise;
}
