import { expect, it } from "vitest";
import { endOf } from "./snooze";

const at = (hour: number) => new Date(2026, 2, 5, hour, 30).getTime();
const text = (date: Date) => `${date.getDate()} ${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;

it("pauses end when they say", () => {
  expect(text(endOf("quarter", at(10)))).toBe("5 10:45");
  expect(text(endOf("hour", at(10)))).toBe("5 11:30");
  expect(text(endOf("evening", at(10)))).toBe("5 20:00");
  expect(text(endOf("evening", at(21)))).toBe("6 20:00");
  expect(text(endOf("morning", at(10)))).toBe("6 9:00");
  expect(text(endOf("morning", at(2)))).toBe("6 9:00");
});
