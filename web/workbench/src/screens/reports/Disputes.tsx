import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { State, type Tone } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import styles from "./reports.module.css";
import { type Dispute, useBonusActs } from "./useBonus";

const TONES: Record<Dispute["state"], Tone> = { open: "waiting", granted: "good", refused: "plain" };

/** Disputes of a month, and the form for an order that is missing. */
export function Disputes({ shop, month, disputes }: { shop: Shop; month: string; disputes: readonly Dispute[] }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { dispute } = useBonusActs(shop.code);
  const [order, setOrder] = useState("");
  const [text, setText] = useState("");
  const send = () =>
    dispute.mutate(
      { month, order, text },
      {
        onSuccess: () => {
          setOrder("");
          setText("");
          void message.success(t.reports.disputed);
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <section className={styles.card}>
      <h2 className={page.sectionTitle}>{t.reports.disputes}</h2>
      <ul className={styles.list}>
        {disputes.map((one) => (
          <One key={one.id} shop={shop} one={one} />
        ))}
      </ul>
      <div className={styles.bar}>
        <Input
          value={order}
          onChange={(e) => setOrder(e.target.value)}
          placeholder={t.reports.missingOrder}
          aria-label={t.reports.missingOrder}
          maxLength={64}
          className={styles.date ?? ""}
        />
        <Input
          value={text}
          onChange={(e) => setText(e.target.value)}
          placeholder={t.reports.disputeWhy}
          aria-label={t.reports.disputeWhy}
          maxLength={1000}
          className={styles.grow ?? ""}
        />
        <Button onClick={send} disabled={!order.trim() || !text.trim()} loading={dispute.isPending}>
          {t.reports.dispute}
        </Button>
      </div>
    </section>
  );
}

function One({ shop, one }: { shop: Shop; one: Dispute }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { decide } = useBonusActs(shop.code);
  const [answer, setAnswer] = useState("");
  const [adjust, setAdjust] = useState("0");
  const send = (grant: boolean) =>
    decide.mutate(
      { id: one.id, wish: { grant, answer, adjust } },
      {
        onSuccess: () => void message.success(t.quality.decided),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <li className={styles.found}>
      <div className={styles.bar}>
        <strong>{one.name}</strong>
        <span>{one.order}</span>
        <State tone={TONES[one.state]}>{t.quality.appealStates[one.state]}</State>
        {one.applied ? <span className={styles.quiet}>{t.reports.appliedIn(one.adjust, one.applied)}</span> : null}
      </div>
      <p className={styles.words}>{one.text}</p>
      {one.answer ? <p className={styles.answer}>{`${one.by ?? ""}：${one.answer}`}</p> : null}
      {one.state === "open" && shop.role === "owner" ? (
        <div className={styles.bar}>
          <Input
            value={answer}
            onChange={(e) => setAnswer(e.target.value)}
            placeholder={t.quality.answer}
            aria-label={t.quality.answer}
            maxLength={1000}
            className={styles.grow ?? ""}
          />
          <Input
            value={adjust}
            onChange={(e) => setAdjust(e.target.value)}
            aria-label={t.reports.adjust}
            prefix="¥"
            className={styles.small ?? ""}
          />
          <Button type="primary" disabled={!answer.trim()} loading={decide.isPending} onClick={() => send(true)}>
            {t.quality.grant}
          </Button>
          <Button disabled={!answer.trim()} loading={decide.isPending} onClick={() => send(false)}>
            {t.quality.refuse}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
