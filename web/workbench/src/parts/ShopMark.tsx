import type { CSSProperties } from "react";
import { useHold } from "../store/use";
import { SHOP_COLOURS } from "../theme/palette";
import styles from "./parts.module.css";

/** A shop's own colour, or one by its place among the shops of this desk. */
export function useShopColour(code: string): string {
  const { shops } = useHold().session;
  const index = shops.findIndex((shop) => shop.code === code);
  return shops[index]?.colour ?? SHOP_COLOURS[Math.max(0, index) % SHOP_COLOURS.length] ?? SHOP_COLOURS[0];
}

/** Which shop: a dot of its colour beside its name, so that the colour is never alone. */
export function ShopMark({ code, dotOnly = false }: { code: string; dotOnly?: boolean }) {
  const shop = useHold().session.shops.find((one) => one.code === code);
  const colour = useShopColour(code);
  return (
    <span className={styles.shop} title={shop ? `${shop.name} · ${shop.platform}` : code}>
      <span className={styles.dot} style={{ "--mark": colour } as CSSProperties} />
      <span className={dotOnly ? "sr-only" : undefined}>{shop?.name ?? code}</span>
    </span>
  );
}
