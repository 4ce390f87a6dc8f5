import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { mayWrite } from "../../store/use";
import { AgreementTab } from "./AgreementTab";
import { AllTab } from "./AllTab";
import { AppealsTab } from "./AppealsTab";
import { CardTab } from "./CardTab";
import { CoachingTab } from "./CoachingTab";
import { OwnTab } from "./OwnTab";
import { PeersTab } from "./PeersTab";
import { QueueTab } from "./QueueTab";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";

/** Inspection of a shop: what waits for a score, all chats, one's own, appeals, agreement, coaching, the standard. */
export function Quality() {
  const t = useText();
  const choice = useShopChoice();
  const shop = choice.shop;
  const [tab, setTab] = useState<string | null>(null);
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
    all ? { key: "peers", label: label.peers, children: <PeersTab shop={shop} /> } : null,
    { key: "card", label: label.card, children: <CardTab shop={shop} /> },
  ].filter((one) => one !== null);
  return (
    <Page name="quality" title={t.quality.title} hint={t.quality.hint} choice={choice}>
      <Tabs
        key={shop.code}
        activeKey={tab ?? tabs[0]?.key ?? ""}
        onChange={setTab}
        items={tabs.map((one) => ({ ...one, children: <div className={styles.tab}>{one.children}</div> }))}
        destroyOnHidden
      />
    </Page>
  );
}
