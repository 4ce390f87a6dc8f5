import { describe, expect, it } from "vitest";
import { distance, level, result } from "./typing";

describe("typing", () => {
  it("counts what differs", () => {
    expect(distance("亲，您好", "亲，您好")).toBe(0);
    expect(distance("亲，您好", "亲，你好")).toBe(1);
    expect(distance("亲，您好", "")).toBe(4);
    expect(distance("", "好")).toBe(1);
    expect(distance("付款后发货", "付款发货")).toBe(1);
  });
  it("tells speed and accuracy", () => {
    expect(result("一二三四五六七八九十", "一二三四五六七八九十", 6000)).toEqual({
      perMinute: 100,
      errors: 0,
      accuracy: 1,
    });
    expect(result("一二三四五六七八九十", "一二三四五六七八九", 6000).accuracy).toBeCloseTo(0.9);
  });
  it("asks for care at every level", () => {
    expect(level({ perMinute: 120, errors: 0, accuracy: 1 })).toBe(3);
    expect(level({ perMinute: 120, errors: 3, accuracy: 0.8 })).toBe(0);
    expect(level({ perMinute: 45, errors: 0, accuracy: 1 })).toBe(1);
  });
});
