import Button from "antd/es/button";
import { colon, comma, useText } from "../../i18n";
import { State } from "../../parts/State";
import type { ReviewExchange } from "../../protocol/types";
import styles from "./academy.module.css";

interface Props {
  exchange: ReviewExchange;
  onRetry?: (() => void) | undefined;
}

/** What was asked, what was said, what was missing, and better words. */
export function ExchangeRow({ exchange, onRetry }: Props) {
  const t = useText();
  const { asked, replies, missed, faults, better, good } = exchange;
  return (
    <li className={styles.exchange} data-good={good} data-testid="review-exchange">
      <div className={styles.asked}>{asked.join("\n")}</div>
      <div className={styles.replied}>{replies.join("\n") || t.academy.noReply}</div>
      <div className={styles.meta}>
        <State tone={good ? "good" : "waiting"}>{good ? t.academy.itemOk : t.academy.missed}</State>
        <span className={exchange.slow ? styles.slow : undefined}>
          {t.academy.waited(exchange.waited_s.toFixed(0))}
        </span>
        <span>
          {t.academy.mood} {exchange.mood}（{exchange.reasons.join(comma())}）
        </span>
        {onRetry ? (
          <Button size="small" type="link" onClick={onRetry} data-testid="review-retry">
            {t.academy.retry}
          </Button>
        ) : null}
      </div>
      {missed.length ? (
        <ul className={styles.missed}>
          {missed.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      ) : null}
      {faults.length ? (
        <ul className={styles.missed}>
          {faults.map((fault) => (
            <li key={`${fault.kind}${fault.text}`}>
              {t.academy.fault[fault.kind]}
              {colon()}
              {fault.text}
            </li>
          ))}
        </ul>
      ) : null}
      {better ? (
        <p className={styles.better}>
          <span className={styles.label}>{t.academy.better}</span> {better}
        </p>
      ) : null}
    </li>
  );
}
