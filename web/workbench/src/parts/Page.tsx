import Select from "antd/es/select";
import type { ReactNode } from "react";
import { useText } from "../i18n";
import styles from "./page.module.css";
import { ShopMark } from "./ShopMark";
import { chooseShop, type ShopChoice } from "./shopChoice";

export interface PageProps {
  /** The screen's test id. */
  name: string;
  title: ReactNode;
  /** What one does here, in a sentence. */
  hint?: ReactNode;
  /** From `useShopChoice`, where the screen shows one shop at a time. */
  choice?: ShopChoice | undefined;
  /** Beside the title: what belongs to the whole screen. */
  aside?: ReactNode;
  /** Under the hint: tabs, filters, fields, buttons, in one line that wraps. */
  tools?: ReactNode;
  /** As wide as the window, for boards and tables. */
  wide?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}

/** A screen beside the desk: its head with the choice of shop, then what it shows. */
export function Page({ name, title, hint, choice, aside, tools, wide = false, className, children }: PageProps) {
  const classes = [styles.page, wide ? styles.wide : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <main className={classes} id="chat" data-testid={name}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {choice ? <ShopPick choice={choice} /> : null}
        {aside}
      </header>
      {hint ? <p className={styles.lead}>{hint}</p> : null}
      {tools ? <div className={styles.tools}>{tools}</div> : null}
      {children}
    </main>
  );
}

/** Chooses the shop; nothing where there is but one. */
export function ShopPick({ choice }: { choice: ShopChoice }) {
  const t = useText();
  if (choice.shops.length < 2) return null;
  return (
    <Select
      value={choice.code}
      onChange={chooseShop}
      aria-label={t.settings.shop}
      options={choice.shops.map((one) => ({ value: one.code, label: <ShopMark code={one.code} /> }))}
      className={styles.pick ?? ""}
      popupMatchSelectWidth={false}
      data-testid="shop-pick"
    />
  );
}
