/** Whether the server's clock agrees with this computer's. Pure. */

/** Whole minutes of difference, once it is more than two; 0 = they agree. */
export function minutesApart(server: string, here: number): number {
  const minutes = Math.round(Math.abs(Date.parse(server) - here) / 60_000);
  return minutes > 2 ? minutes : 0;
}

/** The computer's own zone where it tells another time than the shop's. */
export function otherZone(shop: string, own: string, at: Date): string | null {
  const show = (timeZone: string) => at.toLocaleString("en-GB", { timeZone });
  try {
    return show(shop) === show(own) ? null : own;
  } catch {
    return null;
  }
}
