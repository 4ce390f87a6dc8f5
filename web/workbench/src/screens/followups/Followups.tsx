import Select from "antd/es/select";
import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { OpenTab } from "./OpenTab";
import { PastTab } from "./PastTab";
import { ResultsTab } from "./ResultsTab";
import { RulesTab } from "./RulesTab";

const LEADS = new Set(["owner", "lead"]);

/** What the shop says without being asked: rules, what waits, what happened, what it brought. */
export function Followups() {
  const t = useText();
  const shops = useHold().session.shops;
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const shop = shops.find((one) => one.code === chosen);
  if (!shop) return null;
  const leads = LEADS.has(shop.role);
  const tabs = [
    { key: "rules", label: t.followups.tabs.rules, children: <RulesTab shop={shop.code} leads={leads} /> },
    { key: "open", label: t.followups.tabs.open, children: <OpenTab shop={shop} leads={leads} /> },
    { key: "past", label: t.followups.tabs.past, children: <PastTab shop={shop} /> },
    { key: "results", label: t.followups.tabs.results, children: <ResultsTab shop={shop.code} /> },
  ];
  return (
    <main className={page.page} id="chat" data-testid="followups">
      <h1 className={page.title}>{t.followups.title}</h1>
      <p className={page.lead}>{t.followups.hint}</p>
      {shops.length > 1 ? (
        <Select
          value={chosen}
          onChange={setShop}
          aria-label={t.settings.shop}
          options={shops.map((one) => ({ value: one.code, label: one.name }))}
          className={page.pick ?? ""}
        />
      ) : null}
      <Tabs key={shop.code} items={tabs} destroyOnHidden />
    </main>
  );
}
