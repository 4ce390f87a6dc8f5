import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { useUnreadNotices } from "../../store/notices";
import { Activities } from "./Activities";
import { Alarms } from "./Alarms";
import { Book } from "./Book";
import { Library } from "./Library";
import { Notices } from "./Notices";
import { OwnRules } from "./OwnRules";
import { TryCase } from "./TryCase";

const LEADS = new Set(["owner", "lead"]);
const TABS = ["book", "own", "activities", "alarms", "notices", "library", "try"] as const;
type Tab = (typeof TABS)[number];

/** The rulebook, the shop's own rules, notices, the library's check, and a case to try. */
export function Rules() {
  const t = useText();
  const choice = useShopChoice();
  const { code, shop } = choice;
  const unread = useUnreadNotices()[code] ?? 0;
  // What is not confirmed goes before what one looks up.
  const [tab, setTab] = useState<Tab>(unread ? "notices" : "book");
  const leads = LEADS.has(shop?.role ?? "");
  const props = { shop: code, leads, zone: shop?.timezone };
  return (
    <Page
      name="rules"
      title={t.rules.title}
      hint={t.rules.hint}
      choice={choice}
      tools={
        <Segmented<Tab>
          value={tab}
          onChange={setTab}
          options={TABS.map((value) => ({
            value,
            label: `${t.rules.tabs[value]}${value === "notices" && unread ? `（${unread}）` : ""}`,
          }))}
          data-testid="rules-tabs"
        />
      }
    >
      {tab === "book" ? <Book key={code} shop={code} /> : null}
      {tab === "own" ? <OwnRules key={code} {...props} /> : null}
      {tab === "activities" ? <Activities key={code} {...props} /> : null}
      {tab === "alarms" ? <Alarms key={code} {...props} /> : null}
      {tab === "notices" ? <Notices key={code} {...props} /> : null}
      {tab === "library" ? <Library key={code} shop={code} /> : null}
      {tab === "try" ? <TryCase key={code} shop={code} zone={shop?.timezone} /> : null}
    </Page>
  );
}

export interface RoomProps {
  shop: string;
  /** May change rules and publish notices. */
  leads: boolean;
  zone: string | undefined;
}
