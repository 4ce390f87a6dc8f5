import { expect, it } from "vitest";
import { moved, type SheetState, scoreOf } from "./sheet";

const groups = { response: 10, accuracy: 70, closing: 20 };
const fresh: SheetState = { lost: {}, fatal: false, at: 0 };

it("a digit takes points and goes on, no further than the last group", () => {
  let state = fresh;
  for (const points of [3, 0, 5, 7]) state = moved(state, groups, { points });
  expect(state).toEqual({ lost: { response: 3, accuracy: 0, closing: 7 }, fatal: false, at: 2 });
  expect(scoreOf(state)).toBe(90);
});

it("a group loses no more than it has, and arrows stay within", () => {
  const state = moved(fresh, groups, { set: "response", points: 99 });
  expect(state.lost).toEqual({ response: 10 });
  expect(moved(fresh, groups, { step: -1 }).at).toBe(0);
  expect(moved({ ...fresh, at: 2 }, groups, { step: 1 }).at).toBe(2);
});

it("a fatal fault makes it nothing, and can be taken back", () => {
  const fatal = moved(fresh, groups, "fatal");
  expect(scoreOf(fatal)).toBe(0);
  expect(scoreOf(moved(fatal, groups, "fatal"))).toBe(100);
});
