import { describe, expect, it } from "vitest";
import { minutesApart, otherZone } from "./clocks";

describe("clocks", () => {
  it("tells a server whose clock is wrong", () => {
    const here = Date.parse("2026-11-03T06:00:00Z");
    expect(minutesApart("2026-11-03T06:01:30.000Z", here)).toBe(0);
    expect(minutesApart("2026-11-03T14:00:00.000Z", here)).toBe(480);
  });

  it("tells a computer of another zone, not one of another name", () => {
    const at = new Date("2026-11-03T06:00:00Z");
    expect(otherZone("Asia/Shanghai", "Asia/Hong_Kong", at)).toBeNull();
    expect(otherZone("Asia/Shanghai", "Asia/Tokyo", at)).toBe("Asia/Tokyo");
    expect(otherZone("Asia/Shanghai", "Not/AZone", at)).toBeNull();
  });
});
