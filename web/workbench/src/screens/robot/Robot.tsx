import { useNavigate, useSearch } from "@tanstack/react-router";
import Tabs from "antd/es/tabs";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { Bench } from "./Bench";
import { FaqTab } from "./FaqTab";
import { GapsTab } from "./GapsTab";
import { ModelTab } from "./ModelTab";
import { PlanTab } from "./PlanTab";
import { ReplayTab } from "./ReplayTab";
import { RepliesTab } from "./RepliesTab";

const SERVING = new Set(["owner", "lead", "agent"]);
const LEADING = new Set(["owner", "lead"]);

/** The robot of a shop: tried, its gaps filled, its knowledge kept. */
export function Robot() {
  const t = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: "/robot" });
  const choice = useShopChoice((one) => SERVING.has(one.role));
  const shop = choice.shop;
  if (!shop) return <Blank title={t.robot.noShop} />;
  const leads = LEADING.has(shop.role);
  const props = { shop: shop.code, leads };
  const tabs = [
    { key: "bench", label: t.robot.tabs.bench, children: <Bench {...props} /> },
    { key: "gaps", label: t.robot.tabs.gaps, children: <GapsTab {...props} /> },
    { key: "faq", label: t.robot.tabs.faq, children: <FaqTab {...props} /> },
    { key: "replies", label: t.robot.tabs.replies, children: <RepliesTab {...props} /> },
    { key: "plan", label: t.robot.tabs.plan, children: <PlanTab {...props} /> },
    ...(leads
      ? [
          { key: "replay", label: t.robot.tabs.replay, children: <ReplayTab {...props} /> },
          { key: "model", label: t.robot.tabs.model, children: <ModelTab {...props} /> },
        ]
      : []),
  ];
  return (
    <Page name="robot" title={t.robot.title} hint={t.robot.hint} choice={choice}>
      <Tabs
        key={shop.code}
        activeKey={tabs.some((one) => one.key === tab) ? (tab ?? "bench") : "bench"}
        onChange={(key) => void navigate({ to: "/robot", search: { tab: key }, replace: true })}
        items={tabs}
        destroyOnHidden
      />
    </Page>
  );
}

export interface TabProps {
  shop: string;
  leads: boolean;
}
