import Tabs from "antd/es/tabs";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { mayWrite } from "../../store/use";
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
  const choice = useShopChoice();
  const shop = choice.shop;
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
    <Page name="reports" title={t.reports.title} hint={t.reports.hint} choice={choice}>
      <Tabs
        key={shop.code}
        items={tabs.map((one) => ({ ...one, children: <div className={styles.stack}>{one.children}</div> }))}
        destroyOnHidden
      />
    </Page>
  );
}
