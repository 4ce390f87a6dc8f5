import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import styles from "../page.module.css";

/** The shops in which one has one of `roles`, the chosen one, and the choice (where there is one). */
export function useShopPick(roles: ReadonlySet<string>) {
  const t = useText();
  const shops = useHold().session.shops.filter((one) => roles.has(one.role));
  const [chosen, setShop] = useState<string | undefined>(undefined);
  const shop = shops.find((one) => one.code === chosen) ?? shops[0];
  const pick =
    shops.length > 1 ? (
      <Select
        value={shop?.code}
        onChange={setShop}
        aria-label={t.settings.shop}
        options={shops.map((one) => ({ value: one.code, label: one.name }))}
        className={styles.pick ?? ""}
      />
    ) : null;
  return { shops, shop, pick };
}
