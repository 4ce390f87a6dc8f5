import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { Book } from "./Book";
import { Library } from "./Library";
import { Notices } from "./Notices";
import { OwnRules } from "./OwnRules";
import styles from "./rules.module.css";
import { TryCase } from "./TryCase";

const LEADS = new Set(["owner", "lead"]);
const TABS = ["book", "own", "notices", "library", "try"] as const;
type Tab = (typeof TABS)[number];

/** The rulebook, the shop's own rules, notices, the library's check, and a case to try. */
export function Rules() {
  const t = useText();
  const { shops } = useHold().session;
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const [tab, setTab] = useState<Tab>("book");
  const shop = shops.find((one) => one.code === chosen);
  const leads = LEADS.has(shop?.role ?? "");
  const props = { shop: chosen, leads, zone: shop?.timezone };
  return (
    <main className={page.page} id="chat" data-testid="rules">
      <h1 className={page.title}>{t.rules.title}</h1>
      <p className={page.lead}>{t.rules.hint}</p>
      <div className={styles.bar}>
        {shops.length > 1 ? (
          <Select
            value={chosen}
            onChange={setShop}
            aria-label={t.settings.shop}
            options={shops.map((one) => ({ value: one.code, label: one.name }))}
          />
        ) : null}
        <Segmented<Tab>
          className={styles.tabs ?? ""}
          value={tab}
          onChange={setTab}
          options={TABS.map((value) => ({ value, label: t.rules.tabs[value] }))}
          data-testid="rules-tabs"
        />
      </div>
      {tab === "book" ? <Book key={chosen} shop={chosen} /> : null}
      {tab === "own" ? <OwnRules key={chosen} {...props} /> : null}
      {tab === "notices" ? <Notices key={chosen} {...props} /> : null}
      {tab === "library" ? <Library key={chosen} shop={chosen} /> : null}
      {tab === "try" ? <TryCase key={chosen} shop={chosen} zone={shop?.timezone} /> : null}
    </main>
  );
}

export interface RoomProps {
  shop: string;
  /** May change rules and publish notices. */
  leads: boolean;
  zone: string | undefined;
}
