import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { useNow } from "../../parts/useNow";
import type { Conversation } from "../../protocol/types";
import { mayWrite, useShop } from "../../store/use";
import { ComplaintBox } from "../complaints/ComplaintBox";
import { CasePanel } from "./CasePanel";
import styles from "./cases.module.css";
import { OpenForm } from "./OpenForm";
import { caseTone, nameIn } from "./tone";
import { useChatCases } from "./useCases";

/** The cases of this shopper beside the chat. */
export function CasesTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const now = useNow();
  const { shop, id, shopper } = conversation;
  const may = mayWrite(useShop(shop)) && !shopper.anonymous;
  const known = useChatCases(shop, id);
  const [opened, setOpened] = useState<number | null>(null);
  const [making, setMaking] = useState(false);
  if (known.isPending) return <Loading rows={6} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  const shown = opened ?? known.data[0]?.id ?? null;
  return (
    <div className={`${styles.panel} ${styles.tab}`} data-testid="cases-tab">
      <div className={styles.openers}>
        {may ? (
          <Button size="small" aria-expanded={making} onClick={() => setMaking(!making)} data-testid="case-new">
            {t.cases.create}
          </Button>
        ) : null}
        <ComplaintBox conversation={conversation} />
      </div>
      {making ? (
        <OpenForm
          conversation={conversation}
          onOpened={(made) => {
            setMaking(false);
            setOpened(made);
          }}
        />
      ) : null}
      {known.data.length > 1 ? (
        <div className={styles.buttons}>
          {known.data.map((one) => (
            <Button
              key={one.id}
              size="small"
              type={one.id === shown ? "primary" : "text"}
              onClick={() => setOpened(one.id)}
            >
              {nameIn(t.cases.kinds, one.kind)}
              <State tone={caseTone(one, now)}>{nameIn(t.cases.states, one.state)}</State>
            </Button>
          ))}
        </div>
      ) : null}
      {shown !== null ? <CasePanel key={shown} shop={shop} id={shown} /> : null}
      {!known.data.length && !making ? <Blank title={t.cases.empty} hint={t.cases.emptyHint} /> : null}
    </div>
  );
}
