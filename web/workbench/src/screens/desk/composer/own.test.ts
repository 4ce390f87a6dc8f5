import { describe, expect, it } from "vitest";
import { message } from "../../../testing/samples";
import { isOwnRecallable, lastOwnText } from "./own";

const mine = message({ seq: 2, author: "agent", staff_id: 1, at: "2026-03-05T06:00:00Z" });
const SENT = Date.parse(mine.at);

describe("recall", () => {
  it("is possible for two minutes, for one's own public messages only", () => {
    expect(isOwnRecallable(mine, 1, SENT + 119_000)).toBe(true);
    expect(isOwnRecallable(mine, 1, SENT + 120_000)).toBe(false);
    expect(isOwnRecallable(mine, 2, SENT)).toBe(false);
    expect(isOwnRecallable({ ...mine, recalled: true }, 1, SENT)).toBe(false);
    expect(isOwnRecallable({ ...mine, seq: null }, 1, SENT)).toBe(false);
  });
});

describe("last own line", () => {
  it("skips others and what was recalled, and stops at a card", () => {
    const other = message({ seq: 3, author: "shopper" });
    const gone = { ...mine, id: "4", seq: 4, recalled: true };
    expect(lastOwnText([mine, other, gone], 1)).toBe(mine);
    expect(lastOwnText([mine, { ...mine, id: "5", seq: 5, kind: "image" }], 1)).toBeNull();
    expect(lastOwnText([other], 1)).toBeNull();
  });
});
