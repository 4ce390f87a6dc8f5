import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import styles from "./academy.module.css";
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
  const shops = useHold().session.shops.filter((one) => mayPractise(one.role) || mayTeach(one.role));
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const [tab, setTab] = useState<Tab>("practice");
  const role = shops.find((one) => one.code === chosen)?.role ?? "";
  if (!shops.length) return <Blank title={t.academy.noRight} />;
  const tabs: Tab[] = ["practice", "cards", "typing", ...(mayTeach(role) ? (["matrix"] as const) : []), "glossary"];
  return (
    <main className={page.page} id="chat" data-testid="academy">
      <h1 className={page.title}>{t.academy.title}</h1>
      <p className={page.lead}>{t.academy.hint}</p>
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
          value={tab}
          onChange={setTab}
          options={tabs.map((name) => ({
            value: name,
            label: <span data-testid={`academy-tab-${name}`}>{t.academy.tabs[name]}</span>,
          }))}
        />
      </div>
      {tab === "practice" ? <Practice key={chosen} shop={chosen} role={role} /> : null}
      {tab === "cards" ? <Cards key={chosen} shop={chosen} /> : null}
      {tab === "typing" ? <Typing key={chosen} shop={chosen} /> : null}
      {tab === "matrix" ? <Matrix key={chosen} shop={chosen} /> : null}
      {tab === "glossary" ? <Glossary key={chosen} shop={chosen} /> : null}
    </main>
  );
}
