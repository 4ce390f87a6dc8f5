import { beforeEach, expect, it, vi } from "vitest";
import { chooseLanguage, firstLanguage, spoken } from ".";

beforeEach(() => localStorage.clear());

it("follows the browser until a language is chosen", () => {
  expect(firstLanguage(null, ["en-GB", "zh-CN"])).toBe("en");
  expect(firstLanguage(null, ["zh-TW", "en"])).toBe("zh");
  expect(firstLanguage(null, ["fr-FR", "en"])).toBe("en");
  expect(firstLanguage(null, ["fr-FR"])).toBe("zh");
  expect(firstLanguage("zh", ["en-GB"])).toBe("zh");
  expect(firstLanguage("en", ["zh-CN"])).toBe("en");
  expect(firstLanguage("klingon", ["en"])).toBe("en");
});

it("remembers what was chosen, and only that", async () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-US"]);
  await spoken();
  expect(document.documentElement.lang).toBe("en");
  expect(localStorage.getItem("xiaoer.language")).toBeNull();
  await chooseLanguage("zh");
  await spoken();
  expect(document.documentElement.lang).toBe("zh-CN");
});
