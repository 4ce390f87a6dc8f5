/** The days that are asked for most, by name. Pure. */
import { plusDays } from "../shifts/days";
import type { Span } from "./useReports";

export const SPANS = ["today", "yesterday", "week", "month"] as const;
export type SpanName = (typeof SPANS)[number];

export function spanOf(name: SpanName, today: string): Span {
  if (name === "yesterday") return { day: plusDays(today, -1), until: plusDays(today, -1) };
  const back = { today: 0, week: 6, month: 29 }[name];
  return { day: plusDays(today, -back), until: today };
}

export function nameOf(span: Span, today: string): SpanName | null {
  const same = (one: Span) => one.day === span.day && one.until === span.until;
  return SPANS.find((name) => same(spanOf(name, today))) ?? null;
}
