import Button from "antd/es/button";
import { colon, comma, useText } from "../../i18n";
import { ItemCard } from "../../parts/ItemCard";
import { moneyText, PriceRange } from "../../parts/Money";
import { orderTone, State } from "../../parts/State";
import type { CompanionAnswer } from "../../protocol/types";
import { Sources } from "../desk/chat/Sources";
import styles from "./companion.module.css";

interface Props {
  answer: CompanionAnswer;
  shop: string;
  copied: boolean;
  onCopy(): void;
}

/** The reply to copy, what bears it, and the order and the sum beside it. */
export function Answer({ answer, copied, onCopy }: Props) {
  const t = useText();
  const { gate, product, orders, sums, team, kind } = answer;
  return (
    <section
      className={styles.answer}
      aria-label={t.companion.answer}
      aria-live="polite"
      data-testid="companion-answer"
    >
      <p className={styles.reply} data-testid="companion-reply">
        {answer.reply}
      </p>
      <div className={styles.acts}>
        <Button
          size="small"
          type={copied ? "default" : "primary"}
          disabled={gate.verdict === "block"}
          onClick={onCopy}
          data-testid="companion-copy"
        >
          {copied ? t.companion.copied : t.companion.copy}
        </Button>
        {answer.facts.length ? <Sources facts={answer.facts} /> : null}
        {kind === "handoff" && team ? <State tone="waiting">{t.companion.team(team)}</State> : null}
      </div>
      {gate.verdict === "pass" ? null : (
        <p className={styles.failed} role="status">
          {gate.verdict === "block" ? t.companion.blocked : t.companion.warned}
          {colon()}
          {gate.findings[0]?.reason}
        </p>
      )}
      {product ? (
        <ItemCard
          picture={product.picture}
          title={product.title}
          line={product.number}
          price={<PriceRange from={product.price_from} to={product.price_to} />}
        />
      ) : null}
      {sums.length ? (
        <ul className={styles.sums} aria-label={t.companion.sums} data-testid="companion-sums">
          {sums.map((one) => (
            <li key={`${one.listed}/${one.total}/${one.specs[0]}`}>
              <strong>{one.total === null ? t.companion.unclear : t.companion.total(moneyText(one.total))}</strong>
              <span className={styles.quiet}>
                {one.specs.slice(0, 3).join(comma())}
                {one.specs.length > 3 ? "…" : ""} · {moneyText(one.listed)} ×{one.quantity}
              </span>
              {one.applied.map((saving) => (
                <span key={saving.name} className={styles.quiet}>
                  {t.companion.saves(saving.name, moneyText(saving.saves))}
                </span>
              ))}
              {one.missing.slice(0, 1).map((gap) => (
                <span key={gap.name} className={styles.quiet}>
                  {t.companion.gap(gap.name, moneyText(gap.gap))}
                </span>
              ))}
              {one.gifts.map((gift) => (
                <span key={gift} className={styles.quiet}>
                  {t.companion.gift(gift)}
                </span>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
      {orders.length ? (
        <ul className={styles.sums} aria-label={t.companion.orders} data-testid="companion-orders">
          {orders.slice(0, 3).map((order) => (
            <li key={order.number}>
              <span className={styles.orderHead}>
                <strong>…{order.number.slice(-6)}</strong>
                <State tone={orderTone(order.status)}>{order.status_text}</State>
                {order.paid_amount ? moneyText(order.paid_amount) : null}
              </span>
              <span className={styles.quiet}>
                {order.lines.map((line) => `${line.title} ×${line.quantity}`).join("；")}
              </span>
              {order.parcels.map((parcel) => (
                <span key={parcel.number} className={styles.quiet}>
                  {parcel.courier} {parcel.waybill} {parcel.state}
                </span>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
