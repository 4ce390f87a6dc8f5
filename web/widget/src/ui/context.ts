import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../core/client";
import type { Lang, Texts } from "../i18n/texts";

/** What lies over the chat: one thing at a time. */
export type Sheet =
  | { name: "orders" }
  | { name: "order"; number: string }
  | { name: "product"; number: string }
  | { name: "cases" }
  | { name: "rate" }
  | { name: "menu" };

export interface Ui {
  client: Client;
  texts: Texts;
  lang: Lang;
  setLang: (lang: Lang) => void;
  sheet: Sheet | null;
  show: (sheet: Sheet | null) => void;
  /** Tells the page around us that a card was pressed; false = the page takes care of it. */
  announce: (name: "product" | "order", detail: Record<string, string>) => boolean;
}

const Context = createContext<Ui | null>(null);
export const UiProvider = Context.Provider;

export function useUi(): Ui {
  const ui = useContext(Context);
  if (!ui) throw new Error("useUi outside of UiProvider");
  return ui;
}
