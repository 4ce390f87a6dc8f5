/** Wordings by key, as they are kept. */
export type Wordings = Readonly<Record<string, readonly string[]>>;

/** What is sent when wordings are saved: without blanks, and without keys that have none left. */
export function kept(wordings: Wordings): Record<string, string[]> {
  const rows = Object.entries(wordings).map(([key, texts]) => [key, texts.map((one) => one.trim()).filter(Boolean)]);
  return Object.fromEntries(rows.filter(([, texts]) => texts?.length));
}
