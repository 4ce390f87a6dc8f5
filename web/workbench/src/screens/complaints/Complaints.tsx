import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { mayWrite } from "../../store/use";
import { Causes } from "./Causes";
import { ComplaintPanel } from "./ComplaintPanel";
import styles from "./complaints.module.css";
import { Reviews } from "./Reviews";
import { useComplaints } from "./useComplaints";

const TABS = ["open", "solved", "reviews", "causes"] as const;
type Tab = (typeof TABS)[number];

/** Complaints by their clock, reviews, and what they came from. */
export function Complaints() {
  const t = useText();
  const choice = useShopChoice();
  const { code: shop, shop: info } = choice;
  const [tab, setTab] = useState<Tab>("open");
  const may = info !== undefined && mayWrite(info);
  return (
    <Page
      name="complaints"
      title={t.complaints.title}
      hint={t.complaints.hint}
      choice={choice}
      tools={
        <Segmented<Tab>
          value={tab}
          onChange={setTab}
          options={TABS.map((one) => ({ value: one, label: t.complaints.tabs[one] }))}
        />
      }
    >
      {tab === "reviews" ? (
        <Reviews shop={shop} may={may} />
      ) : tab === "causes" ? (
        <Causes shop={shop} />
      ) : (
        <List shop={shop} state={tab === "open" ? "open" : "solved"} />
      )}
    </Page>
  );
}

function List({ shop, state }: { shop: string; state: "open" | "solved" }) {
  const t = useText();
  const found = useComplaints(shop, state);
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data.complaints.length) return <Blank title={t.complaints.empty} hint={t.complaints.emptyHint} />;
  return (
    <ul className={styles.list}>
      {found.data.complaints.map((one) => (
        <li key={one.id} className={styles.row}>
          <ComplaintPanel shop={shop} id={one.id} conversation={one.conversation} beside={false} />
        </li>
      ))}
    </ul>
  );
}
