import { expect, it } from "vitest";
import { endOf, type Pause } from "./snooze";

/** In Shanghai, whatever the browser's own zone: on 5 March at an hour and a half. */
const at = (hour: number) => Date.UTC(2026, 2, 5, hour - 8, 30);
const pause = (kind: Pause, hour: number) =>
  endOf(kind, at(hour), "Asia/Shanghai").toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(8, 16);

it("pauses end when they say, by the shop's clock", () => {
  expect(pause("quarter", 10)).toBe("05 10:45");
  expect(pause("hour", 10)).toBe("05 11:30");
  expect(pause("evening", 10)).toBe("05 20:00");
  expect(pause("evening", 21)).toBe("06 20:00");
  expect(pause("morning", 10)).toBe("06 09:00");
  expect(pause("morning", 2)).toBe("06 09:00");
});
