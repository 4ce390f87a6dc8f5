import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { Cards } from "./Cards";
import { Glossary } from "./Glossary";
import { Matrix } from "./Matrix";
import { Practice } from "./Practice";
import { mayPractise, mayTeach } from "./rights";
import { Typing } from "./Typing";

type Tab = "practice" | "cards" | "typing" | "matrix" | "glossary";

/** Practice chats, recitation, who can do what, the trade's words. */
export function Academy() {
  const t = useText();
  const choice = useShopChoice((one) => mayPractise(one.role) || mayTeach(one.role));
  const { code, shop } = choice;
  const [tab, setTab] = useState<Tab>("practice");
  const role = shop?.role ?? "";
  if (!shop) return <Blank title={t.academy.noRight} />;
  const tabs: Tab[] = ["practice", "cards", "typing", ...(mayTeach(role) ? (["matrix"] as const) : []), "glossary"];
  return (
    <Page
      name="academy"
      title={t.academy.title}
      hint={t.academy.hint}
      choice={choice}
      tools={
        <Segmented<Tab>
          value={tab}
          onChange={setTab}
          options={tabs.map((name) => ({
            value: name,
            label: <span data-testid={`academy-tab-${name}`}>{t.academy.tabs[name]}</span>,
          }))}
        />
      }
    >
      {tab === "practice" ? <Practice key={code} shop={code} role={role} /> : null}
      {tab === "cards" ? <Cards key={code} shop={code} /> : null}
      {tab === "typing" ? <Typing key={code} shop={code} /> : null}
      {tab === "matrix" ? <Matrix key={code} shop={code} /> : null}
      {tab === "glossary" ? <Glossary key={code} shop={code} /> : null}
    </Page>
  );
}
