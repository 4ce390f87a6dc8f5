/** The last four signs of an order's number, as people read it out. */
export function tail(number: string): string {
  return number.slice(-4);
}
