/** The pure part of the score sheet: points lost by group, moved by keys. */

export interface SheetState {
  lost: Record<string, number>;
  fatal: boolean;
  at: number;
}

export type SheetMove = { points: number } | { step: 1 | -1 } | { set: string; points: number } | "fatal";

/** What a key does to the sheet; a digit takes so many points of the group at hand and goes on to the next. */
export function moved(state: SheetState, groups: Record<string, number>, move: SheetMove): SheetState {
  const keys = Object.keys(groups);
  const bound = (key: string, points: number) => Math.max(0, Math.min(groups[key] ?? 0, points));
  if (move === "fatal") return { ...state, fatal: !state.fatal };
  if ("step" in move) return { ...state, at: Math.max(0, Math.min(keys.length - 1, state.at + move.step)) };
  if ("set" in move)
    return {
      ...state,
      at: Math.max(0, keys.indexOf(move.set)),
      lost: { ...state.lost, [move.set]: bound(move.set, move.points) },
    };
  const key = keys[state.at];
  if (key === undefined) return state;
  return {
    ...state,
    at: Math.min(keys.length - 1, state.at + 1),
    lost: { ...state.lost, [key]: bound(key, move.points) },
  };
}

/** 100 less what was lost; a fatal fault makes it 0. */
export function scoreOf(state: SheetState): number {
  if (state.fatal) return 0;
  return Math.max(0, 100 - Object.values(state.lost).reduce((sum, points) => sum + points, 0));
}
