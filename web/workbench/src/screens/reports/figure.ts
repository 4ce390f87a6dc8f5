/** How figures are written: rates as percentages, durations in seconds, money with two decimals. */

import type { Texts } from "../../i18n";

const MONEY = new Set(["sales", "refunds", "net_sales", "order_value"]);

export function figureText(t: Texts, key: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return t.common.none;
  if (key.includes("rate")) return `${(value * 100).toFixed(1)}%`;
  if (key.endsWith("_s")) return t.reports.seconds(value < 10 ? Number(value.toFixed(1)) : Math.round(value));
  if (MONEY.has(key)) return `¥${value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

const MORE_IS_WORSE = new Set(["slow_responses", "unreplied", "refunds", "silent_orders"]);

/** Whether a figure has got better, worse, or neither can be said. */
export function trendOf(key: string, now: number | null, before: number | null): "up" | "down" | null {
  if (now === null || before === null || now === before) return null;
  if (["conversations", "shoppers", "messages_shopper", "messages_agent", "answer_question_ratio"].includes(key))
    return null;
  const worse = MORE_IS_WORSE.has(key) || key.endsWith("_s") || key === "refund_rate";
  return now > before !== worse ? "up" : "down";
}
