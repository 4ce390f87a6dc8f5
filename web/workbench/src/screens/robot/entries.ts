/** Which entries are shown, and in which order. Pure. */
import type { FaqEntry } from "../../protocol/types";

export type Shown = "all" | "outdated" | "unused" | "waiting";

/** What wants a look first, then what is used most. */
export function chosenEntries(entries: readonly FaqEntry[], shown: Shown, query: string): FaqEntry[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((one) => shown !== "outdated" || one.outdated.length > 0)
    .filter((one) => shown !== "unused" || one.uses === 0)
    .filter((one) => {
      const text = [one.number, one.question, one.answer, ...one.similar].join("\n").toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(b.outdated.length > 0) - Number(a.outdated.length > 0) || b.uses - a.uses);
}
