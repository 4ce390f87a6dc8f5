/** How a typed text went against the one that was shown. Pure. */

export interface Typed {
  /** Characters of the text per minute of typing. */
  perMinute: number;
  /** Characters that are not the text's, or missing. */
  errors: number;
  /** Right characters of all, 0–1. */
  accuracy: number;
}

/** From which speed each level begins; a level also asks for 95 % right. */
export const LEVELS = [0, 40, 70, 100] as const;
const CAREFUL = 0.95;

/** Edit distance between two texts, by characters (code points). */
export function distance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let row = right.map((_, at) => at + 1);
  let first = 0;
  left.forEach((own, i) => {
    let before = first;
    first = i + 1;
    let last = first;
    row = row.map((up, j) => {
      const cost = own === right[j] ? before : Math.min(before, up, last) + 1;
      before = up;
      last = cost;
      return cost;
    });
  });
  return row.at(-1) ?? left.length;
}

export function result(shown: string, typed: string, ms: number): Typed {
  const length = [...shown].length;
  const errors = distance(shown, typed);
  const accuracy = length ? Math.max(0, 1 - errors / length) : 0;
  return { perMinute: ms > 0 ? Math.round(([...typed].length * 60_000) / ms) : 0, errors, accuracy };
}

/** The place of the level in LEVELS. */
export function level(typed: Typed): number {
  if (typed.accuracy < CAREFUL) return 0;
  return LEVELS.findLastIndex((from) => typed.perMinute >= from);
}
