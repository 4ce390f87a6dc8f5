import type { Phrase } from "../../../protocol/types";

/** Phrases for what was typed after `/`: code first, then words of group and text; in the shop's own order. */
export function matchPhrases(phrases: readonly Phrase[], query: string, limit = 30): Phrase[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return phrases.slice(0, limit);
  const rank = (phrase: Phrase): number => {
    const code = phrase.code.toLowerCase();
    if (code === wanted) return 0;
    if (code.startsWith(wanted)) return 1;
    if (phrase.group.toLowerCase().includes(wanted)) return 2;
    return phrase.text.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return phrases
    .map((phrase) => ({ phrase, rank: rank(phrase) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((one) => one.phrase);
}
