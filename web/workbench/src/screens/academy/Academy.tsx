import { useNavigate, useSearch } from "@tanstack/react-router";
import Segmented from "antd/es/segmented";
import { useEffect, useRef } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { Backend } from "./backend/Backend";
import { Cards } from "./Cards";
import { Skills } from "./coaching/Skills";
import { Bank } from "./exams/Bank";
import { Exams } from "./exams/Exams";
import { Glossary } from "./Glossary";
import { Matrix } from "./Matrix";
import { Practice } from "./Practice";
import { Path } from "./path/Path";
import { mayPractise, mayTeach } from "./rights";
import { Typing } from "./Typing";

type Tab = "path" | "practice" | "cards" | "typing" | "backend" | "exams" | "matrix" | "bank" | "glossary";

/** Practice chats, recitation, who can do what, the trade's words. */
export function Academy() {
  const t = useText();
  const choice = useShopChoice((one) => mayPractise(one.role) || mayTeach(one.role));
  const { code, shop } = choice;
  const { tab: asked } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const setTab = (to: Tab) => navigate({ to: "/academy", search: { tab: to } });
  const role = shop?.role ?? "";
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen tab is brought into sight when it changes
  useEffect(() => {
    const chosen = top.current?.querySelector(".ant-segmented-item-selected");
    chosen?.scrollIntoView?.({ inline: "center", block: "nearest" });
  }, [asked, code]);
  if (!shop) return <Blank title={t.academy.noRight} />;
  const tabs: Tab[] = [
    "path",
    "practice",
    "cards",
    "typing",
    "backend",
    "exams",
    ...(mayTeach(role) ? (["matrix", "bank"] as const) : []),
    "glossary",
  ];
  const tab = tabs.find((one) => one === asked) ?? "path";
  return (
    <Page
      name="academy"
      title={t.academy.title}
      hint={t.academy.hint}
      choice={choice}
      tools={
        <Segmented<Tab>
          ref={top}
          value={tab}
          onChange={setTab}
          options={tabs.map((name) => ({
            value: name,
            label: <span data-testid={`academy-tab-${name}`}>{t.academy.tabs[name]}</span>,
          }))}
        />
      }
    >
      {tab === "path" ? <Path key={code} shop={code} role={role} /> : null}
      {tab === "practice" ? <Practice key={code} shop={code} role={role} /> : null}
      {tab === "cards" ? <Cards key={code} shop={code} /> : null}
      {tab === "typing" ? <Typing key={code} shop={code} /> : null}
      {tab === "backend" ? <Backend key={code} shop={code} role={role} /> : null}
      {tab === "exams" ? <Exams key={code} shop={code} role={role} /> : null}
      {tab === "bank" ? <Bank key={code} shop={code} /> : null}
      {tab === "matrix" ? (
        <>
          <Skills key={code} shop={code} />
          <Matrix key={`${code}-detail`} shop={code} />
        </>
      ) : null}
      {tab === "glossary" ? <Glossary key={code} shop={code} /> : null}
    </Page>
  );
}
