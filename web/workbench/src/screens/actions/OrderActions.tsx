import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { lazily } from "../../parts/lazily";
import { State } from "../../parts/State";
import type { Conversation } from "../../protocol/types";
import { mayWrite, useShop } from "../../store/use";
import { nameIn } from "../cases/tone";
import { ActionRow } from "./ActionRow";
import styles from "./actions.module.css";
import { Timeline } from "./Timeline";
import { useOrderDesk } from "./useOrderDesk";

const OrderEntries = lazily(() => import("../registers/OrderEntries").then((m) => m.OrderEntries));

const ActionForm = lazily(() => import("./ActionForm").then((m) => m.ActionForm));

/** What may be done to an order now, what waits for somebody, and what has happened to it. */
export function OrderActions({ number, conversation }: { number: string; conversation: Conversation }) {
  const t = useText();
  const { shop } = conversation;
  const info = useShop(shop);
  const known = useOrderDesk(shop, number);
  const [kind, setKind] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  if (known.isPending) return <Loading rows={4} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  const { options, actions, memo, flag, flags, timeline } = known.data;
  const chosen = options.find((one) => one.kind === kind);
  return (
    <section className={styles.room} data-testid="order-actions" aria-label={t.orderActs.title}>
      {memo || flag ? (
        <p className={styles.memo} data-testid="order-memo">
          {flag ? <State tone="waiting">{`${flag} ${flags[flag] ?? ""}`}</State> : null} {memo}
        </p>
      ) : null}
      {mayWrite(info) ? (
        <div className={styles.buttons}>
          {options
            .filter((one) => one.allowed || all)
            .map((one) => (
              <Button
                key={one.kind}
                size="small"
                disabled={!one.allowed}
                title={one.allowed ? one.rule : one.why}
                aria-expanded={one.kind === kind}
                type={one.kind === kind ? "primary" : "default"}
                onClick={() => setKind(one.kind === kind ? null : one.kind)}
                data-testid={`action-${one.kind}`}
              >
                {nameIn(t.orderActs.acts, one.kind, one.name)}
              </Button>
            ))}
          <Button size="small" type="text" aria-expanded={all} onClick={() => setAll(!all)} data-testid="action-all">
            {all ? t.order.less : t.orderActs.others}
          </Button>
        </div>
      ) : null}
      {chosen ? (
        <ActionForm
          key={chosen.kind}
          option={chosen}
          desk={known.data}
          conversation={conversation}
          onDone={() => setKind(null)}
        />
      ) : null}
      {mayWrite(info) ? <OrderEntries shop={shop} order={number} conversation={conversation.id} /> : null}
      {actions.map((one) => (
        <ActionRow key={one.id} action={one} shop={shop} />
      ))}
      <Timeline lines={timeline} zone={info?.timezone} />
    </section>
  );
}
