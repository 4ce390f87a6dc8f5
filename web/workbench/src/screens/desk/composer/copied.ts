/** Remembers from which shop's chat a text was copied, so that pasting it into another shop's warns. */

const KEY = "xiaoer.copied";

interface Copied {
  shop: string;
  text: string;
}

export function noteCopy(shop: string): void {
  const text = String(getSelection() ?? "").trim();
  if (text) localStorage.setItem(KEY, JSON.stringify({ shop, text } satisfies Copied));
}

/** The code of the other shop that `text` was copied from, or null. */
export function copiedElsewhere(shop: string, text: string): string | null {
  try {
    const copied = JSON.parse(localStorage.getItem(KEY) ?? "null") as Copied | null;
    return copied && copied.shop !== shop && copied.text === text.trim() ? copied.shop : null;
  } catch {
    return null;
  }
}
