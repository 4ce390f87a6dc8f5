/** How components read the desk: `useDesk()` to act, `useView(select)` to see. */
import { createContext, use, useRef, useSyncExternalStore } from "react";
import type { Session, Shop } from "../protocol/types";
import type { Desk, View } from "./desk";

export interface DeskHold {
  desk: Desk;
  session: Session;
  signOut(): void;
}

export const DeskContext = createContext<DeskHold | null>(null);

export function useHold(): DeskHold {
  const hold = use(DeskContext);
  if (!hold) throw new Error("the desk is used outside of its provider");
  return hold;
}

export const useDesk = (): Desk => useHold().desk;

/** A part of the view; renders again only when `same` says that it changed. */
export function useView<T>(select: (view: View) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const desk = useDesk();
  const last = useRef<{ value: T } | null>(null);
  return useSyncExternalStore(desk.subscribe, () => {
    const value = select(desk.read());
    if (last.current && same(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  });
}

export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
}

export function useShop(code: string | undefined): Shop | undefined {
  return useHold().session.shops.find((shop) => shop.code === code);
}

/** Trainers and auditors read the desk and write nothing to shoppers. */
export function mayWrite(shop: Shop | undefined): boolean {
  return shop?.role === "owner" || shop?.role === "lead" || shop?.role === "agent";
}
