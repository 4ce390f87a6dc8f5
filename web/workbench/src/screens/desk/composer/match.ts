/** Finds quick phrases by code, pinyin or words. The lower-case form of a list is made once and kept with it. */
import type { Phrase } from "../../../protocol/types";

interface Known {
  phrase: Phrase;
  code: string;
  group: string;
  text: string;
  initials: string;
  syllables: string;
}

const known = new WeakMap<readonly Phrase[], Known[]>();
const RANKS = 6;

function prepared(phrases: readonly Phrase[]): Known[] {
  const held = known.get(phrases);
  if (held) return held;
  const made = phrases.map((phrase): Known => {
    const [initials = "", syllables = ""] = phrase.pinyin.split(" ");
    const { code, group, text } = phrase;
    return {
      phrase,
      code: code.toLowerCase(),
      group: group.toLowerCase(),
      text: text.toLowerCase(),
      initials,
      syllables,
    };
  });
  known.set(phrases, made);
  return made;
}

/** 0 = the code itself, then its beginning, the group, the beginning of the initials, all words, any pinyin; null = no. */
function rank(one: Known, wanted: string, words: readonly string[]): number | null {
  if (one.code === wanted) return 0;
  if (one.code.startsWith(wanted)) return 1;
  if (one.group.includes(wanted)) return 2;
  if (one.initials.startsWith(wanted)) return 3;
  if (words.every((word) => one.text.includes(word))) return 4;
  const sound = words.join("");
  return one.initials.includes(sound) || one.syllables.includes(sound) ? 5 : null;
}

/** The best `limit` phrases for a query; equals by how often they are used, then in the shop's own order. */
export function matchPhrases(phrases: readonly Phrase[], query: string, limit = 30): Phrase[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return phrases.slice(0, limit);
  const words = wanted.split(/\s+/);
  const found: Phrase[][] = Array.from({ length: RANKS }, () => []);
  for (const one of prepared(phrases)) {
    const at = rank(one, wanted, words);
    if (at !== null) found[at]?.push(one.phrase);
  }
  const best: Phrase[] = [];
  for (const equals of found) {
    if (best.length >= limit) break;
    best.push(...equals.sort((a, b) => b.uses - a.uses).slice(0, limit - best.length));
  }
  return best;
}
