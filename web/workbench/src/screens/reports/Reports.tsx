import Select from "antd/es/select";
import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { mayWrite, useHold } from "../../store/use";
import page from "../page.module.css";
import { BonusTab } from "./BonusTab";
import { DashboardTab } from "./DashboardTab";
import { IntegrityTab } from "./IntegrityTab";
import { PersonalTab } from "./PersonalTab";
import { QuestionsTab } from "./QuestionsTab";
import styles from "./reports.module.css";
import { ShopTab } from "./ShopTab";
import { VoiceTab } from "./VoiceTab";

/** Numbers, the shop's reports, personal reports. */
export function Reports() {
  const t = useText();
  const shops = useHold().session.shops;
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const shop = shops.find((one) => one.code === chosen);
  if (!shop) return null;
  const tabs = [
    { key: "dashboard", label: t.reports.tabs.dashboard, children: <DashboardTab shop={shop} /> },
    { key: "shop", label: t.reports.tabs.shop, children: <ShopTab shop={shop} /> },
    { key: "voice", label: t.reports.tabs.voice, children: <VoiceTab shop={shop} /> },
    { key: "questions", label: t.reports.tabs.questions, children: <QuestionsTab shop={shop} /> },
    { key: "personal", label: t.reports.tabs.personal, children: <PersonalTab shop={shop} /> },
    mayWrite(shop) ? { key: "bonus", label: t.reports.tabs.bonus, children: <BonusTab shop={shop} /> } : null,
    shop.role === "owner"
      ? { key: "integrity", label: t.reports.tabs.integrity, children: <IntegrityTab shop={shop} /> }
      : null,
  ].filter((one) => one !== null);
  return (
    <main className={page.page} id="chat" data-testid="reports">
      <h1 className={page.title}>{t.reports.title}</h1>
      <p className={page.lead}>{t.reports.hint}</p>
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
        items={tabs.map((one) => ({ ...one, children: <div className={styles.stack}>{one.children}</div> }))}
        destroyOnHidden
      />
    </main>
  );
}
