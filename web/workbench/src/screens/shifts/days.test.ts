import { describe, expect, it } from "vitest";
import { instant, monday, plusDays, spans } from "./days";

describe("days of a roster", () => {
  it("adds days over months and years", () => {
    expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
  });
  it("finds the Monday of a week", () => {
    expect(["2026-03-02", "2026-03-05", "2026-03-08"].map(monday)).toEqual(["2026-03-02", "2026-03-02", "2026-03-02"]);
  });
  it("reads wall-clock time in the shop's zone", () => {
    expect(instant("2026-03-05", "09:00", "Asia/Shanghai")).toBe("2026-03-05T01:00:00.000Z");
    expect(instant("2026-07-05", "09:00", "Europe/Berlin")).toBe("2026-07-05T07:00:00.000Z");
  });
  it("joins hours", () => {
    expect(spans([9, 10, 11, 14])).toBe("9–12, 14–15");
    expect(spans([])).toBe("");
  });
});
