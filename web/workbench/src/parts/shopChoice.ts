/** Which shop the rooms beside the desk show: one choice for all of them, as long as the page lives. */
import { useSyncExternalStore } from "react";
import type { Shop } from "../protocol/types";
import { useHold } from "../store/use";

/** An address may name the shop to begin with (`#shop=kids`). */
let chosen = new URLSearchParams(location.hash.slice(1)).get("shop") ?? "";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function chooseShop(code: string): void {
  chosen = code;
  for (const listener of listeners) listener();
}

export interface ShopChoice {
  /** Those that one may choose from. */
  shops: readonly Shop[];
  shop: Shop | undefined;
  /** The chosen shop's code; empty where there is none. */
  code: string;
}

/** The shops that `may` opens (all, unless said) and the chosen one of them; the first, where another one is chosen. */
export function useShopChoice(may: (shop: Shop) => boolean = () => true): ShopChoice {
  const held = useSyncExternalStore(subscribe, () => chosen);
  const shops = useHold().session.shops.filter(may);
  const shop = shops.find((one) => one.code === held) ?? shops[0];
  return { shops, shop, code: shop?.code ?? "" };
}
