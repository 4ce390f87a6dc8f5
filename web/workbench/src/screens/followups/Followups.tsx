import Tabs from "antd/es/tabs";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { OpenTab } from "./OpenTab";
import { PastTab } from "./PastTab";
import { ResultsTab } from "./ResultsTab";
import { RulesTab } from "./RulesTab";

const LEADS = new Set(["owner", "lead"]);

/** What the shop says without being asked: rules, what waits, what happened, what it brought. */
export function Followups() {
  const t = useText();
  const choice = useShopChoice();
  const { shop } = choice;
  if (!shop) return null;
  const leads = LEADS.has(shop.role);
  const tabs = [
    { key: "rules", label: t.followups.tabs.rules, children: <RulesTab shop={shop.code} leads={leads} /> },
    { key: "open", label: t.followups.tabs.open, children: <OpenTab shop={shop} leads={leads} /> },
    { key: "past", label: t.followups.tabs.past, children: <PastTab shop={shop} /> },
    { key: "results", label: t.followups.tabs.results, children: <ResultsTab shop={shop.code} /> },
  ];
  return (
    <Page name="followups" title={t.followups.title} hint={t.followups.hint} choice={choice}>
      <Tabs key={shop.code} items={tabs} destroyOnHidden />
    </Page>
  );
}
