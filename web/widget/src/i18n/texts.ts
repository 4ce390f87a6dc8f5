import { zh } from "./zh";

export type Lang = "zh" | "en";
export type Texts = typeof zh;

/** Chinese is here from the start; English comes with `loadEnglish`, so that nobody who does not read it carries it. */
export const TEXTS: { zh: Texts; en?: Texts } = { zh };

/** Fetches the English texts from the desk (`widget.en.js`, beside the widget); does nothing when they are here. */
export async function loadEnglish(origin: string): Promise<void> {
  if (TEXTS.en) return;
  const module = (await import(/* @vite-ignore */ `${origin}/widget.en.js`)) as { en: Texts };
  TEXTS.en = module.en;
}

/** The language to start with: the first wish that is one of ours; Chinese where none is. */
export function pickLang(...wishes: (string | null | undefined)[]): Lang {
  const wish = wishes.find((lang) => lang && /^(en|zh)/i.test(lang)) ?? "zh";
  return /^en/i.test(wish) ? "en" : "zh";
}

/** The sentence for a machine's code; what the server wrote, where the code is new to us. */
export function explain(texts: Texts, code: string | undefined, detail?: string): string {
  const errors: Record<string, string> = texts.errors;
  return errors[code ?? ""] ?? (detail || texts.errors.unknown);
}
