import { describe, expect, test, vi } from "vitest";
import { backoffMs, MAX_WAIT_MS } from "../../src/core/backoff";
import { contrast, textOn } from "../../src/core/colour";
import { clientId, subjectOf } from "../../src/core/identity";
import { parseFrames } from "../../src/core/protocol";
import { browserStore } from "../../src/core/storage";
import { lengthOf, onlyEmoji, pieces } from "../../src/core/text";
import { duration, when } from "../../src/core/time";
import { Typing } from "../../src/core/typing";
import { en } from "../../src/i18n/en";
import { explain, pickLang, TEXTS } from "../../src/i18n/texts";

describe("backoff", () => {
  test("doubles from half a second to fifteen", () => {
    expect([0, 1, 2, 3, 4, 5, 60].map((n) => backoffMs(n, 0))).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
  });
  test("chance only shortens it, by a quarter at most", () => {
    for (let n = 0; n < 20; n++) {
      const full = backoffMs(n, 0);
      for (const random of [0.1, 0.5, 0.999]) {
        expect(backoffMs(n, random)).toBeLessThanOrEqual(full);
        expect(backoffMs(n, random)).toBeGreaterThanOrEqual(full * 0.75 - 1);
      }
      expect(full).toBeLessThanOrEqual(MAX_WAIT_MS);
    }
  });
});

describe("frames", () => {
  test("one or several at once", () => {
    expect(parseFrames('{"type":"pong"}')).toEqual([{ type: "pong" }]);
    expect(parseFrames('[{"type":"pong"},{"type":"pong"}]')).toHaveLength(2);
  });
  test("what is no frame is left out", () => {
    expect(parseFrames('[null,5,"x",{"no":"type"},{"type":"pong"}]')).toEqual([{ type: "pong" }]);
  });
});

describe("text", () => {
  test("only http and https become links", () => {
    const hrefs = (text: string) => pieces(text).flatMap((piece) => piece.href ?? []);
    expect(hrefs("看 https://a.example/x?y=1。还有 http://b.example/")).toEqual([
      "https://a.example/x?y=1",
      "http://b.example/",
    ]);
    for (const bad of ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "https://"]) {
      expect(hrefs(bad)).toEqual([]);
    }
  });
  test("no word gets lost by cutting", () => {
    for (const text of ["", "无链接", "https://a.example", "(https://a.example/b).", "a https://a.example, b"]) {
      expect(
        pieces(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
  test("an emoji is one character, as the server counts", () => {
    expect(lengthOf("好👍")).toBe(2);
  });
  test("a few emoji alone stand large", () => {
    for (const yes of ["👍", "❤️", "👍🏽", "😀😀😀"]) expect(onlyEmoji(yes)).toBe(true);
    for (const no of ["", "1", "好👍", "😀😀😀😀"]) expect(onlyEmoji(no)).toBe(false);
  });
});

describe("time", () => {
  const now = new Date(2026, 2, 5, 14, 0).getTime();
  test("today, yesterday, this year, another year", () => {
    expect(when(new Date(2026, 2, 5, 9, 5).getTime(), now, TEXTS.zh)).toBe("09:05");
    expect(when(new Date(2026, 2, 4, 23, 59).getTime(), now, TEXTS.zh)).toBe("昨天 23:59");
    expect(when(new Date(2026, 1, 1, 8, 0).getTime(), now, TEXTS.zh)).toBe("2-1 08:00");
    expect(when(new Date(2025, 11, 31, 8, 0).getTime(), now, TEXTS.zh)).toBe("2025-12-31 08:00");
  });
  test("a clock that runs behind the server shows the time, not tomorrow", () => {
    expect(when(now + 60_000, now, TEXTS.zh)).toBe("14:01");
  });
  test("waiting times are never rounded down", () => {
    expect(duration(0, TEXTS.zh)).toBe("1 秒");
    expect(duration(61, TEXTS.zh)).toBe("2 分钟");
    expect(duration(3601, en)).toBe("2 h");
  });
});

describe("colour", () => {
  test("text on any shop colour reads", () => {
    for (const colour of ["#000000", "#FFFFFF", "#767676", "#1F6F78", "#ffcc00", "#9A4B5F"]) {
      expect(contrast(colour, textOn(colour) ?? "")).toBeGreaterThanOrEqual(4.3);
    }
  });
  test("anything but #rrggbb is turned down", () => {
    for (const bad of ["", "red", "#fff", "#12345g", "#1F6F78;}*{display:none"]) expect(textOn(bad)).toBeNull();
  });
});

describe("identity", () => {
  const jwt = (claims: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(claims));
    return `h.${btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")}.s`;
  };
  test("reads Chinese names", () => expect(subjectOf(jwt({ sub: "小满爱喝茶" }))).toBe("小满爱喝茶"));
  test("what cannot be read is nobody", () => {
    for (const bad of ["", "x", "a.b.c", jwt({ sub: 5 }), jwt(null)]) expect(subjectOf(bad)).toBeNull();
  });
  test("client ids are new each time and within 64 characters", () => {
    const ids = Array.from({ length: 200 }, clientId);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  });
});

describe("storage", () => {
  test("memory takes over where storage is blocked", () => {
    const store = browserStore(() => {
      throw new DOMException("blocked", "SecurityError");
    });
    store.set("a", "1");
    expect(store.get("a")).toBe("1");
  });
  test("a full storage loses nothing", () => {
    localStorage.clear();
    const store = browserStore(() => localStorage);
    store.set("x:1", "disk");
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    store.set("x:2", "memory");
    full.mockRestore();
    expect(store.get("x:2")).toBe("memory");
    expect(store.keys("x:").sort()).toEqual(["x:1", "x:2"]);
    store.remove("x:2");
    expect(store.keys("x:")).toEqual(["x:1"]);
  });
});

describe("typing", () => {
  test("is told once while it goes on, and ended by a rest", () => {
    vi.useFakeTimers();
    const told: boolean[] = [];
    const typing = new Typing((on) => told.push(on) > 0, Date.now);
    typing.set(true);
    vi.advanceTimersByTime(1000);
    typing.set(true);
    expect(told).toEqual([true]);
    vi.advanceTimersByTime(3000);
    expect(told).toEqual([true, false]);
    typing.set(false);
    expect(told).toEqual([true, false]);
    vi.useRealTimers();
  });
});

describe("languages", () => {
  test("the first wish counts, Chinese before all others", () => {
    expect(pickLang(null, "en-GB", "zh")).toBe("en");
    expect(pickLang("zh", "en")).toBe("zh");
    expect(pickLang(undefined, "", "fr-FR")).toBe("zh");
    expect(pickLang(null, null, "fr-FR", "en")).toBe("en");
  });
  test("a known code is explained in the reader's language, an unknown one by the server's words", () => {
    expect(explain(en, "too_long", "太长")).toBe("Too long");
    expect(explain(en, "odd", "奇怪")).toBe("奇怪");
    expect(explain(TEXTS.zh, undefined)).toBe(TEXTS.zh.errors.unknown);
  });
  test("both languages explain the same codes", () => {
    expect(Object.keys(en.errors).sort()).toEqual(Object.keys(TEXTS.zh.errors).sort());
  });
});
