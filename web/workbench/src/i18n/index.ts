/** `useText()` gives the texts of the chosen language; `useLanguage()` its name. The browser's own until one is chosen; then remembered. */
import { useSyncExternalStore } from "react";
import { holdLanguage } from "../protocol/api";
import type { Role } from "../protocol/types";
import { type Texts, zh } from "./zh";

export type { Texts };

import type { IntentName } from "./zh.intents";

export type Language = "zh" | "en";
const KEY = "xiaoer.language";
const listeners = new Set<() => void>();

/** English is loaded when it is chosen; Chinese, the first language, is always there. */
const load = async (language: Language): Promise<Texts> => (language === "zh" ? zh : (await import("./en")).en);

let chosen: Language = "zh";
let held: Texts = zh;
say(chosen);

function say(language: Language): void {
  holdLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** Speaks `language` once its texts are there; where they cannot be had, nothing changes. */
async function speak(language: Language): Promise<boolean> {
  const found = await load(language).catch(() => null);
  if (!found) return false;
  chosen = language;
  held = found;
  say(language);
  for (const listener of listeners) listener();
  return true;
}

/** Somebody has chosen: kept in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (await speak(language)) localStorage.setItem(KEY, language);
}

/** The language that was chosen in this browser; else the browser's own, where it is one of ours. */
export function firstLanguage(kept: string | null, own: readonly string[]): Language {
  if (kept === "en" || kept === "zh") return kept;
  const known = own.map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag === "zh" || tag === "en");
  return known === "en" ? "en" : "zh";
}

/** Before the first screen. */
export const spoken = async (): Promise<void> => {
  await speak(firstLanguage(localStorage.getItem(KEY), navigator.languages ?? [navigator.language]));
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The marks between the things of a list and after a name, in the language that is spoken. */
export const comma = (): string => (chosen === "zh" ? "、" : ", ");
export const colon = (): string => (chosen === "zh" ? "：" : ": ");

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => chosen);

export function useText(): Texts {
  useLanguage();
  return held;
}

/** An intent's name for people; one that this version does not know is shown as it came. */
export function intentName(t: Texts, intent: string): string {
  return t.intents[intent as IntentName] ?? intent;
}

export function roleName(t: Texts, role: string | undefined): string {
  return t.role[role as Role] ?? role ?? "";
}

/** What to say of a failure: the server's own sentence where it gave one. */
export function sentence(t: Texts, error: unknown): string {
  if (error instanceof Error && "code" in error)
    return error.code === "offline" ? t.errors.offline : error.message || t.errors.unknown;
  return t.errors.unknown;
}
