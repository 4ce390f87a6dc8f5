import { useNavigate, useSearch } from "@tanstack/react-router";
import Select from "antd/es/select";
import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { Bench } from "./Bench";
import { FaqTab } from "./FaqTab";
import { GapsTab } from "./GapsTab";
import { ModelTab } from "./ModelTab";
import { PlanTab } from "./PlanTab";
import { ReplayTab } from "./ReplayTab";

const SERVING = new Set(["owner", "lead", "agent"]);
const LEADING = new Set(["owner", "lead"]);

/** The robot of a shop: tried, its gaps filled, its knowledge kept. */
export function Robot() {
  const t = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: "/robot" });
  const shops = useHold().session.shops.filter((one) => SERVING.has(one.role));
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const shop = shops.find((one) => one.code === chosen);
  if (!shop) return <Blank title={t.robot.noShop} />;
  const leads = LEADING.has(shop.role);
  const props = { shop: shop.code, leads };
  const tabs = [
    { key: "bench", label: t.robot.tabs.bench, children: <Bench {...props} /> },
    { key: "gaps", label: t.robot.tabs.gaps, children: <GapsTab {...props} /> },
    { key: "faq", label: t.robot.tabs.faq, children: <FaqTab {...props} /> },
    { key: "plan", label: t.robot.tabs.plan, children: <PlanTab {...props} /> },
    ...(leads
      ? [
          { key: "replay", label: t.robot.tabs.replay, children: <ReplayTab {...props} /> },
          { key: "model", label: t.robot.tabs.model, children: <ModelTab {...props} /> },
        ]
      : []),
  ];
  return (
    <main className={page.page} id="chat" data-testid="robot">
      <h1 className={page.title}>{t.robot.title}</h1>
      <p className={page.lead}>{t.robot.hint}</p>
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
        activeKey={tabs.some((one) => one.key === tab) ? (tab ?? "bench") : "bench"}
        onChange={(key) => void navigate({ to: "/robot", search: { tab: key }, replace: true })}
        items={tabs}
        destroyOnHidden
      />
    </main>
  );
}

export interface TabProps {
  shop: string;
  leads: boolean;
}
