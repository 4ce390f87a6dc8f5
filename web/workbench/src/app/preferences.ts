/** A person's own settings of this browser: alerts, the Enter key, keys bound anew. */
import { useSyncExternalStore } from "react";

export interface Preferences {
  notify: boolean;
  sound: boolean;
  title: boolean;
  enter: "send" | "line";
  /** Chords by action, where they differ from the defaults. */
  keys: Readonly<Record<string, string>>;
}

const KEY = "xiaoer.preferences";
const DEFAULTS: Preferences = { notify: false, sound: false, title: true, enter: "send", keys: {} };
const listeners = new Set<() => void>();
let held: Preferences = read();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

export const preferences = (): Preferences => held;

export function setPreferences(part: Partial<Preferences>): void {
  held = { ...held, ...part };
  localStorage.setItem(KEY, JSON.stringify(held));
  for (const listener of listeners) listener();
}

/** Another window of the same browser has changed them. */
function onStorage(event: StorageEvent): void {
  if (event.key !== KEY) return;
  held = read();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (!listeners.size) addEventListener("storage", onStorage);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
