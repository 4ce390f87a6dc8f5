import { expect, it } from "vitest";
import { waitBefore } from "./socket";

it("waits 0.5, 1, 2 … at most 15 seconds, spread by a quarter either way", () => {
  expect(waitBefore(0, 0.5)).toBe(500);
  expect(waitBefore(1, 0.5)).toBe(1000);
  expect(waitBefore(0, 0)).toBe(375);
  expect(waitBefore(20, 0.999)).toBeLessThanOrEqual(15_000);
  expect(waitBefore(20, 0)).toBeGreaterThan(8000);
});
