import Select from "antd/es/select";
import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { mayWrite, useHold } from "../../store/use";
import page from "../page.module.css";
import { AgreementTab } from "./AgreementTab";
import { AllTab } from "./AllTab";
import { AppealsTab } from "./AppealsTab";
import { CardTab } from "./CardTab";
import { CoachingTab } from "./CoachingTab";
import { OwnTab } from "./OwnTab";
import { QueueTab } from "./QueueTab";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";

/** Inspection of a shop: what waits for a score, all chats, one's own, appeals, agreement, coaching, the standard. */
export function Quality() {
  const t = useText();
  const shops = useHold().session.shops;
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const [tab, setTab] = useState<string | null>(null);
  const shop = shops.find((one) => one.code === chosen);
  if (!shop) return null;
  const all = mayInspect(shop.role);
  const label = t.quality.tabs;
  const tabs = [
    all ? { key: "queue", label: label.queue, children: <QueueTab shop={shop} onCard={() => setTab("card")} /> } : null,
    all || mayWrite(shop) ? { key: "own", label: label.own, children: <OwnTab shop={shop} /> } : null,
    { key: "all", label: label.all, children: <AllTab shop={shop} /> },
    { key: "appeals", label: label.appeals, children: <AppealsTab shop={shop} /> },
    all ? { key: "agreement", label: label.agreement, children: <AgreementTab shop={shop} /> } : null,
    { key: "coaching", label: label.coaching, children: <CoachingTab shop={shop} /> },
    { key: "card", label: label.card, children: <CardTab shop={shop} /> },
  ].filter((one) => one !== null);
  return (
    <main className={page.page} id="chat" data-testid="quality">
      <h1 className={page.title}>{t.quality.title}</h1>
      <p className={page.lead}>{t.quality.hint}</p>
      {shops.length > 1 ? (
        <Select
          value={chosen}
          onChange={setShop}
          aria-label={t.settings.shop}
          options={shops.map((one) => ({ value: one.code, label: one.name }))}
          className={page.pick ?? ""}
        />
      ) : null}
      <Tabs
        key={shop.code}
        activeKey={tab ?? tabs[0]?.key ?? ""}
        onChange={setTab}
        items={tabs.map((one) => ({ ...one, children: <div className={styles.tab}>{one.children}</div> }))}
        destroyOnHidden
      />
    </main>
  );
}
