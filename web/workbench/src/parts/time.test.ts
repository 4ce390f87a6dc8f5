import { describe, expect, it } from "vitest";
import { zh } from "../i18n/zh";
import { dayText, fieldText, fromField, hourText, sameDay, span, urgency } from "./time";

describe("waiting clock", () => {
  it("ink to half, amber after, cinnabar in the last quarter and when it is over", () => {
    expect(urgency(0, 100, 49)).toBe("calm");
    expect(urgency(0, 100, 50)).toBe("waiting");
    expect(urgency(0, 100, 74)).toBe("waiting");
    expect(urgency(0, 100, 75)).toBe("urgent");
    expect(urgency(0, 100, 500)).toBe("urgent");
    expect(urgency(100, 100, 100)).toBe("urgent");
  });

  it.each([
    [0, "0:00"],
    [102_900, "1:42"],
    [-102_900, "1:42"],
    [3_665_000, "1:01:05"],
    [93_665_000, "26:01:05"],
  ])("%d ms is %s", (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

describe("days by the shop's clock", () => {
  const now = Date.parse("2026-03-05T15:30:00Z"); // 23:30 in Shanghai
  const zone = "Asia/Shanghai";
  const day = (iso: string) => dayText(iso, now, zh.common, "zh", zone);

  it("today, yesterday, the date, the year", () => {
    expect(day("2026-03-04T16:00:00Z")).toBe("今天");
    expect(day("2026-03-04T15:59:00Z")).toBe("昨天");
    expect(day("2026-02-01T02:00:00Z")).toBe("2月1日");
    expect(day("2025-02-01T02:00:00Z")).toBe("2025年2月1日");
  });

  it("hours and days are those of the zone, not of the computer", () => {
    expect(hourText("2026-03-05T06:05:00Z", zone)).toBe("14:05");
    expect(sameDay("2026-03-05T15:59:00Z", "2026-03-05T16:00:00Z", zone)).toBe(false);
  });
});

describe("fields for date and time", () => {
  it.each([
    ["2026-11-11T00:00", "Asia/Shanghai", "2026-11-10T16:00:00.000Z"],
    ["2026-12-31T23:59", "Asia/Shanghai", "2026-12-31T15:59:00.000Z"],
    ["2026-03-29T00:30", "Europe/Berlin", "2026-03-28T23:30:00.000Z"],
    ["2026-03-29T12:00", "Europe/Berlin", "2026-03-29T10:00:00.000Z"],
    ["2026-10-25T12:00", "Europe/Berlin", "2026-10-25T11:00:00.000Z"],
    ["2026-06-01T08:15", "America/New_York", "2026-06-01T12:15:00.000Z"],
  ])("%s on the clock of %s is %s, and back", (text, zone, iso) => {
    expect(fromField(text, zone)).toBe(iso);
    expect(fieldText(iso, zone)).toBe(text);
  });

  it("what is no time stays empty", () => {
    expect(fromField("", "Asia/Shanghai")).toBe("");
  });
});
