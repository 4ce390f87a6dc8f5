/** Light, dark or as the system has it; remembered in this browser. */
import { useLayoutEffect, useSyncExternalStore } from "react";
import { cssVariables, type Mode } from "./palette";

export type Choice = Mode | "system";
const KEY = "xiaoer.theme";
const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
const print = globalThis.matchMedia?.("print");
const listeners = new Set<() => void>();

function choice(): Choice {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function chooseTheme(next: Choice): void {
  localStorage.setItem(KEY, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  dark?.addEventListener("change", listener);
  print?.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    dark?.removeEventListener("change", listener);
    print?.removeEventListener("change", listener);
  };
}

function modeNow(): Mode {
  if (print?.matches) return "light"; // paper is white
  const chosen = choice();
  if (chosen !== "system") return chosen;
  return dark?.matches ? "dark" : "light";
}

export const useChoice = (): Choice => useSyncExternalStore(subscribe, choice);
export const useMode = (): Mode => useSyncExternalStore(subscribe, modeNow);

/** Puts the tokens on the page. By the style object, not by a style sheet, so that a strict CSP has nothing to refuse. */
export function usePaint(mode: Mode): void {
  useLayoutEffect(() => paint(mode), [mode]);
}

export function paint(mode: Mode = modeNow()): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(cssVariables(mode))) root.style.setProperty(name, value);
}
