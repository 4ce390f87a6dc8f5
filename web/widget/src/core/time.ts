import type { Texts } from "../i18n/texts";

const pad = (n: number) => String(n).padStart(2, "0");
const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const DAY_MS = 86_400_000;

/** `10:12`, `昨天 10:12`, `3-5 10:12` or `2025-3-5 10:12`, in the reader's own zone. */
export function when(atMs: number, nowMs: number, texts: Texts): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (days <= 0) return clock;
  if (days === 1) return `${texts.yesterday} ${clock}`;
  const date = `${at.getMonth() + 1}-${at.getDate()}`;
  return at.getFullYear() === now.getFullYear() ? `${date} ${clock}` : `${at.getFullYear()}-${date} ${clock}`;
}

/** A duration one can hope with: `45 秒`, `3 分钟`, `2 小时`; never rounded down. */
export function duration(seconds: number, texts: Texts): string {
  if (seconds < 60) return texts.seconds(Math.max(1, Math.ceil(seconds)));
  if (seconds < 3600) return texts.minutes(Math.ceil(seconds / 60));
  return texts.hoursLong(Math.ceil(seconds / 3600));
}
