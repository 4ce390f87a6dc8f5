/** How figures are written: rates as percentages, durations in seconds, from two minutes on in minutes, money with two decimals. */

import type { Texts } from "../../i18n";

const MONEY = new Set(["sales", "refunds", "net_sales", "order_value"]);

export function figureText(t: Texts, key: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return t.common.none;
  if (key.includes("rate")) return `${(value * 100).toFixed(1)}%`;
  if (key.endsWith("_s")) return duration(t, value);
  if (MONEY.has(key)) return `¥${value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

const MINUTES_FROM_S = 120;

function duration(t: Texts, seconds: number): string {
  const whole = Math.round(seconds);
  if (whole >= MINUTES_FROM_S) return t.reports.minutes(Math.floor(whole / 60), whole % 60);
  return t.reports.seconds(seconds < 10 ? Number(seconds.toFixed(1)) : whole);
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
