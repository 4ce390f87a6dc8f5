/** Days as the roster needs them: text `YYYY-MM-DD`, without a clock. */

/** The day that it is now in a zone. */
export function today(zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date());
}

export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function monday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, weekday === 0 ? -6 : 1 - weekday);
}

/** A wall-clock time in a zone as an instant; finds the zone's offset by asking how the zone shows a guess. */
export function instant(day: string, hour: string, zone: string): string {
  const guess = Date.parse(`${day}T${hour}:00Z`);
  const shown = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(guess);
  const part = (type: string) => shown.find((one) => one.type === type)?.value ?? "00";
  const seen = Date.parse(`${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:00Z`);
  return new Date(guess - (seen - guess)).toISOString();
}

/** Hours that follow each other as one span: [9, 10, 11, 14] → "9–12, 14–15". */
export function spans(hours: readonly number[]): string {
  const found: string[] = [];
  let start: number | null = null;
  hours.forEach((hour, n) => {
    start ??= hour;
    if (hours[n + 1] !== hour + 1) {
      found.push(`${start}–${hour + 1}`);
      start = null;
    }
  });
  return found.join(", ");
}
