import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Left } from "../../parts/Left";
import { Page } from "../../parts/Page";
import { State } from "../../parts/State";
import { useShopChoice } from "../../parts/shopChoice";
import { mayWrite } from "../../store/use";
import { nameIn } from "../cases/tone";
import { Causes } from "./Causes";
import { ComplaintPanel } from "./ComplaintPanel";
import styles from "./complaints.module.css";
import { Reviews } from "./Reviews";
import { type Complaint, useComplaints } from "./useComplaints";

const TABS = ["open", "solved", "reviews", "causes"] as const;
type Tab = (typeof TABS)[number];

/** Complaints by their clock, reviews, and what they came from. */
export function Complaints() {
  const t = useText();
  const choice = useShopChoice();
  const { code: shop, shop: info } = choice;
  const [tab, setTab] = useState<Tab>("open");
  const open = useComplaints(shop, "open").data?.complaints.length;
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
          options={TABS.map((one) => ({
            value: one,
            label: one === "open" && open ? `${t.complaints.tabs.open} ${open}` : t.complaints.tabs[one],
          }))}
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
  /** Undefined = nothing chosen yet: then the one that is due first. */
  const [opened, setOpened] = useState<number>();
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data.complaints.length) return <Blank title={t.complaints.empty} hint={t.complaints.emptyHint} />;
  const first = found.data.complaints[0]?.id ?? null;
  const shown = opened === undefined ? first : opened;
  return (
    <ul className={styles.list}>
      {found.data.complaints.map((one) => (
        <li key={one.id} className={styles.row}>
          {one.id === shown ? (
            <ComplaintPanel shop={shop} id={one.id} conversation={one.conversation} beside={false} />
          ) : (
            <Folded complaint={one} onOpen={() => setOpened(one.id)} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A complaint in one line, so that many can be compared: who, about what, how long there is. */
function Folded({ complaint, onOpen }: { complaint: Complaint; onOpen(): void }) {
  const t = useText();
  return (
    <button type="button" className={styles.folded} aria-expanded={false} onClick={onOpen} data-testid="complaint-row">
      <strong>{complaint.number}</strong>
      <span>{complaint.nick}</span>
      <State>{nameIn(t.complaints.causes, complaint.cause)}</State>
      {complaint.triggers.length ? <State tone="urgent">{t.complaints.raised}</State> : null}
      <span className={styles.what}>{complaint.text}</span>
      {complaint.ended_at ? (
        <State tone={complaint.state === "solved" ? "good" : "plain"}>
          {nameIn(t.complaints.states, complaint.state)}
        </State>
      ) : (
        <Left by={complaint.due_at} />
      )}
    </button>
  );
}
