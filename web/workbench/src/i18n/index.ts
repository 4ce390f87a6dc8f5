/** `useText()` gives the texts of the chosen language; `useLanguage()` its name. Remembered in this browser. */
import { useSyncExternalStore } from "react";
import { holdLanguage } from "../protocol/api";
import type { Role } from "../protocol/types";
import { en } from "./en";
import { type Texts, zh } from "./zh";

export type { Texts };

import type { IntentName } from "./zh.intents";

export type Language = "zh" | "en";
const KEY = "xiaoer.language";
const listeners = new Set<() => void>();

let chosen: Language = localStorage.getItem(KEY) === "en" ? "en" : "zh";
say(chosen);

function say(language: Language): void {
  holdLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function chooseLanguage(language: Language): void {
  chosen = language;
  localStorage.setItem(KEY, language);
  say(language);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => chosen);

export const texts = (language: Language = chosen): Texts => (language === "zh" ? zh : en);

export function useText(): Texts {
  return texts(useLanguage());
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
