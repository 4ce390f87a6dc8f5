/** "颜色:黑色;尺码:M" as people say it: "黑色 M". */
export function specText(spec: string): string {
  const values = spec.split(/[;；]/).map((part) => part.split(/[:：]/).at(-1)?.trim());
  return values.filter(Boolean).join(" ");
}

/** The last four signs of an order's number, as people read it out. */
export function tail(number: string): string {
  return number.slice(-4);
}
