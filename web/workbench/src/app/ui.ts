/** What is open on this screen: shared by the desk, the palette and the keys. */
import { useSyncExternalStore } from "react";
import type { Phrase } from "../protocol/types";
import { type Filter, NO_FILTER, type Sort, type Tab } from "../screens/desk/list/order";

export const CONTEXT_TABS = ["shopper", "orders", "cases", "product", "phrases"] as const;
export type ContextTab = (typeof CONTEXT_TABS)[number];

export interface Ui {
  tab: Tab;
  contextTab: ContextTab;
  shop: string | null;
  query: string;
  filter: Filter;
  sort: Sort;
  /** Chosen chats while many are to be closed at once; null = not choosing. */
  chosen: ReadonlySet<number> | null;
  open: "palette" | "help" | "transfer" | "close" | "callHelp" | "whisper" | "snooze" | null;
}

let ui: Ui = {
  tab: "mine",
  contextTab: "shopper",
  shop: null,
  query: "",
  filter: NO_FILTER,
  sort: "urgency",
  chosen: null,
  open: null,
};
const listeners = new Set<() => void>();

export function setUi(part: Partial<Ui>): void {
  ui = { ...ui, ...part };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUi = (): Ui => useSyncExternalStore(subscribe, () => ui);

// -- commands to the composer that is on the screen ------------------------------------------------------------------

export type Command =
  | { do: "insert"; text: string }
  | { do: "phrase"; phrase: Phrase }
  | { do: "focus" }
  | { do: "toggleNote" }
  | { do: "rewrite" }
  | { do: "restore"; text: string }
  | { do: "note"; text: string };

const composers = new Set<(command: Command) => void>();

/** How long a command waits for a composer, ms: on a phone the page with the composer opens only after the press. */
const WAIT_MS = 2000;
let waiting: { command: Command; until: number } | null = null;

export function tellComposer(command: Command): void {
  if (!composers.size) waiting = { command, until: Date.now() + WAIT_MS };
  for (const composer of composers) composer(command);
}

export function listenAsComposer(composer: (command: Command) => void): () => void {
  composers.add(composer);
  const late = waiting;
  waiting = null;
  if (late && late.until > Date.now()) composer(late.command);
  return () => composers.delete(composer);
}
