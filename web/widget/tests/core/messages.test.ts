import { expect, test } from "vitest";
import { has, missingBefore, olderBefore, put, putAll, putLive, settled, unreadAfter } from "../../src/core/messages";
import type { Message } from "../../src/core/protocol";
import { message } from "./make";

const seqs = (messages: readonly Message[]) => messages.map((m) => m.seq);

test("messages stand in the order of their numbers, however they come", () => {
  const orders = [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 1],
  ];
  for (const order of orders)
    expect(
      seqs(
        putAll(
          [],
          order.map((n) => message(n)),
        ),
      ),
    ).toEqual([1, 2, 3]);
});

test("of two with one number the later change stays", () => {
  const recalled = message(2, { rev: 9, recalled: true, body: {} });
  const held = putAll([], [message(1), message(2), message(3)]);
  expect(put(held, recalled)[1]).toBe(recalled);
  expect(put(put(held, recalled), message(2))[1]).toBe(recalled);
});

test("a change before the pages read so far is left for the page it belongs to", () => {
  const held = [message(40), message(41)];
  expect(seqs(putLive(held, message(3, { rev: 90 })))).toEqual([40, 41]);
  expect(seqs(putLive(held, message(39, { rev: 90 })))).toEqual([39, 40, 41]);
  expect(seqs(putLive([], message(7)))).toEqual([7]);
});

test("what is missing shows by the numbers", () => {
  expect(missingBefore([], 0)).toBeNull();
  expect(missingBefore([], 57)).toBe(58);
  expect(missingBefore([message(56), message(57)], 57)).toBeNull();
  expect(missingBefore([message(56), message(57)], 60)).toBe(61);
  expect(missingBefore([message(1), message(2), message(5), message(6)], 6)).toBe(5);
});

test("older pages begin before the first one held, until number 1", () => {
  expect(olderBefore([])).toBeNull();
  expect(olderBefore([message(8)])).toBe(8);
  expect(olderBefore([message(1)])).toBeNull();
});

test("unread counts people and robots only", () => {
  const all = [
    message(1),
    message(2, { author: "robot" }),
    message(3, { author: "shopper" }),
    message(4, { author: "system" }),
    message(5, { recalled: true }),
    message(6),
  ];
  expect(unreadAfter(all, 0)).toBe(3);
  expect(unreadAfter(all, 2)).toBe(1);
  expect(has(all, 4)).toBe(true);
  expect(has(all, 7)).toBe(false);
});

test("of handovers in a row only the last stands", () => {
  const line = (seq: number, event: string) => message(seq, { author: "system", body: { text: event, event } });
  const round = [line(1, "opened"), line(2, "assigned"), line(3, "transferred"), line(4, "assigned"), message(5)];
  expect(seqs(settled(round))).toEqual([1, 4, 5]);
});
