import { expect, it } from "vitest";
import { newPeak, peakState } from "./peaks";

it("knows whether a peak is coming, runs or is over", () => {
  const peak = { starts: "2026-11-10T16:00:00Z", ends: "2026-11-11T16:00:00Z" };
  expect(peakState(peak, Date.parse("2026-11-10T15:59:59Z"))).toBe("coming");
  expect(peakState(peak, Date.parse(peak.starts))).toBe("running");
  expect(peakState(peak, Date.parse(peak.ends))).toBe("over");
});

it("makes a day's peak from the next full hour on", () => {
  const peak = newPeak(Date.parse("2026-11-10T15:20:00Z"), "双11");
  expect([peak.starts, peak.ends]).toEqual(["2026-11-10T16:00:00.000Z", "2026-11-11T16:00:00.000Z"]);
});
