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

/** Where a phrase first says what is looked for: the subject stands early, an aside late. */
function place(phrase: Phrase, words: readonly string[]): number {
  const found = words.map((word) => phrase.text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
  return found.length ? Math.min(...found) : 0;
}

/** The best `limit` phrases for a query; equals by how often they are used, then by how early they come to it. */
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
    equals.sort((a, b) => b.uses - a.uses || place(a, words) - place(b, words));
    best.push(...equals.slice(0, limit - best.length));
  }
  return best;
}
