/** A shop's standard lines (开场语, 结束语) as phrases: found with `/` like the others. Pure. */
import type { Phrase, Settings } from "../../../protocol/types";

type Lines = Pick<Settings, "opening_words" | "closing_words">;

const OPENING = { code: "kc", group: "开场语", pinyin: "kcy kaichangyu" };
const CLOSING = { code: "js", group: "结束语", pinyin: "jsy jieshuyu" };

function phrase(text: string, kind: typeof OPENING, n: number): Phrase {
  const id = kind === OPENING ? -2 * n - 1 : -2 * n - 2; // never one of the server's
  const nothing = { personal: false, uses: 0, version: 0, activity_id: 0, activity: "", live: true };
  return { ...nothing, ...kind, id, text };
}

export function openings({ opening_words }: Lines): Phrase[] {
  return opening_words.map((text, n) => phrase(text, OPENING, n));
}

export function standardLines(lines: Lines): Phrase[] {
  return [...openings(lines), ...lines.closing_words.map((text, n) => phrase(text, CLOSING, n))];
}

/** Whether a phrase is the shop's standing line and not one of its phrases. */
export const isStandard = ({ id }: Phrase): boolean => id < 0;
