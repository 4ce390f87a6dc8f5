/** Times as people read them. Pure; `now` in ms, time zone by IANA name. */

const DAY_MS = 86_400_000;

export type Urgency = "calm" | "waiting" | "urgent";

/** Ink to half of the span, amber from there, cinnabar in the last quarter and after. */
export function urgency(since: number, by: number, now: number): Urgency {
  const left = (by - now) / Math.max(1, by - since);
  if (left > 0.5) return "calm";
  return left > 0.25 ? "waiting" : "urgent";
}

/** 102000 ms → "1:42"; from an hour on "1:01:05"; from a day on "26:01:05". Never negative. */
export function span(ms: number): string {
  const whole = Math.floor(Math.abs(ms) / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

interface Day {
  key: string;
  year: string;
}

function dayOf(at: number, zone: string | undefined): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const key = parts.format(at);
  return { key, year: key.slice(0, 4) };
}

export interface DayWords {
  today: string;
  yesterday: string;
}

/** "今天", "昨天", "3月5日", and with the year where it is another one. */
export function dayText(iso: string, now: number, words: DayWords, language: string, zone?: string): string {
  const at = Date.parse(iso);
  const day = dayOf(at, zone);
  if (day.key === dayOf(now, zone).key) return words.today;
  if (day.key === dayOf(now - DAY_MS, zone).key) return words.yesterday;
  const year = day.year === dayOf(now, zone).year ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale(language), { timeZone: zone, month: "short", day: "numeric", year }).format(at);
}

export function hourText(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
    Date.parse(iso),
  );
}

export function sameDay(a: string, b: string, zone?: string): boolean {
  return dayOf(Date.parse(a), zone).key === dayOf(Date.parse(b), zone).key;
}

/** An instant as a field for date and time writes it, in a zone: "2026-11-11T00:00". */
export function fieldText(iso: string, zone?: string): string {
  const at = Date.parse(iso);
  return `${dayOf(at, zone).key}T${hourText(iso, zone)}`;
}

/** What stands in a field for date and time, read as the wall clock of a zone. "" where it is no time. */
export function fromField(text: string, zone?: string): string {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return "";
  // The offset at the instant itself: where a clock is put forward or back, the first guess may be an hour off.
  let at = wall;
  for (let round = 0; round < 2; round += 1) {
    at = wall - (Date.parse(`${fieldText(new Date(at).toISOString(), zone)}Z`) - at);
  }
  return new Date(at).toISOString();
}

/** In full, for titles and details: "2026/3/5 14:00:09". */
export function fullText(iso: string, language: string, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, dateStyle: "medium", timeStyle: "medium" };
  return new Intl.DateTimeFormat(locale(language), options).format(Date.parse(iso));
}

function locale(language: string): string {
  return language === "zh" ? "zh-CN" : "en-GB";
}
