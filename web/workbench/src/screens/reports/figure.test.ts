import { expect, it } from "vitest";
import { zh } from "../../i18n/zh";
import { figureText, trendOf } from "./figure";

it("writes figures as people read them", () => {
  expect(figureText(zh, "reply_rate_3min", 0.9666)).toBe("96.7%");
  expect(figureText(zh, "average_response_s", 31.4)).toBe("31 秒");
  expect(figureText(zh, "average_response_s", 0.47)).toBe("0.5 秒");
  expect(figureText(zh, "average_response_s", 3)).toBe("3 秒");
  expect(figureText(zh, "average_response_s", 1633.2)).toBe("27 分 13 秒");
  expect(figureText(zh, "net_sales", 1234.5)).toBe("¥1,234.50");
  expect(figureText(zh, "score", null)).toBe("—");
});

it("knows which way is better", () => {
  expect(trendOf("average_response_s", 20, 30)).toBe("up");
  expect(trendOf("reply_rate", 0.8, 0.9)).toBe("down");
  expect(trendOf("unreplied", 3, 1)).toBe("down");
  expect(trendOf("conversations", 3, 1)).toBe(null);
  expect(trendOf("score", 90, null)).toBe(null);
});
