import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../../i18n";
import { ItemCard } from "../../../parts/ItemCard";
import { Money } from "../../../parts/Money";
import { orderTone, State } from "../../../parts/State";
import { When } from "../../../parts/When";
import type { Conversation, OrderView } from "../../../protocol/types";
import { useShop } from "../../../store/use";
import { OrderActions } from "../../actions/OrderActions";
import styles from "./context.module.css";
import { Masked } from "./Masked";
import { Pair, Pairs } from "./Pairs";
import { ParcelView } from "./ParcelView";
import { useCards } from "./useCards";
import { specText, tail } from "./words";

const MASKED = ["receiver", "phone", "address"] as const;

interface Props {
  order: OrderView;
  conversation: Conversation;
  /** The newest one is opened from the start. */
  first: boolean;
}

export function OrderCard({ order, conversation, first }: Props) {
  const t = useText();
  const [open, setOpen] = useState(first);
  const cards = useCards(conversation);
  return (
    <article className={styles.order} data-testid="order" data-order={order.number}>
      <header className={styles.orderHead}>
        <h3 className={styles.title} title={order.number}>
          {t.order.number(tail(order.number))}
        </h3>
        <State tone={orderTone(order.status)}>{order.status_text}</State>
      </header>
      {order.lines.map((line) => (
        <ItemCard
          key={`${line.product}/${line.spec}/${line.price}`}
          picture={line.picture}
          title={line.title}
          line={`${specText(line.spec)} ${t.order.quantity(line.quantity)}`}
          price={<Money value={line.price} />}
        />
      ))}
      <div className={styles.orderFoot}>
        <span>
          {order.status === "unpaid" ? t.order.toPay : t.order.paid}{" "}
          <strong>
            <Money value={order.paid_amount} />
          </strong>
        </span>
        <span className={styles.buttons}>
          {cards.can ? (
            <Button size="small" onClick={() => cards.order(order)} data-testid="send-order">
              {t.order.sendCard}
            </Button>
          ) : null}
          <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t.order.less : t.order.more}
          </Button>
        </span>
      </div>
      {open ? <Details order={order} conversation={conversation} /> : null}
    </article>
  );
}

function Details({ order, conversation }: { order: OrderView; conversation: Conversation }) {
  const t = useText();
  const zone = useShop(conversation.shop)?.timezone;
  const at = (time: string | null) => (time ? <When at={time} zone={zone} form="long" /> : null);
  const { after_sales } = order;
  return (
    <>
      <Pairs>
        <Pair name={t.order.freight}>{order.freight ? <Money value={order.freight} /> : null}</Pair>
        <Pair name={t.order.orderedAt}>{at(order.ordered_at)}</Pair>
        <Pair name={t.order.paidAt}>{at(order.paid_at)}</Pair>
        <Pair name={t.order.shipBy}>{order.shipped_at ? null : at(order.ship_by)}</Pair>
        <Pair name={t.order.shippedAt}>{at(order.shipped_at)}</Pair>
        <Pair name={t.order.signedAt}>{at(order.signed_at)}</Pair>
        {MASKED.map((field) => (
          <Pair key={field} name={t.order[field]}>
            <Masked order={order} field={field} conversation={conversation} />
          </Pair>
        ))}
        <Pair name={t.order.remark}>{order.remark}</Pair>
      </Pairs>
      {after_sales ? (
        <section className={styles.after}>
          <h4 className={styles.subtitle}>
            {t.order.afterSales} <State tone="waiting">{after_sales.state}</State>
          </h4>
          <Pairs>
            <Pair name={after_sales.kind}>{after_sales.reason}</Pair>
            <Pair name={t.order.refund}>{after_sales.refund ? <Money value={after_sales.refund} /> : null}</Pair>
            <Pair name={t.order.due}>{at(after_sales.due_at)}</Pair>
          </Pairs>
        </section>
      ) : null}
      <OrderActions number={order.number} conversation={conversation} />
      {order.parcels.map((parcel) => (
        <ParcelView key={parcel.number} parcel={parcel} zone={zone} />
      ))}
    </>
  );
}
