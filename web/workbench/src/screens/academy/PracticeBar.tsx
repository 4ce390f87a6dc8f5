import { useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { sentence, useText } from "../../i18n";
import { Money } from "../../parts/Money";
import { When } from "../../parts/When";
import type { Conversation, PracticeOrder } from "../../protocol/types";
import { useHold } from "../../store/use";
import styles from "./academy.module.css";
import { useAcademyActs, usePractice, usePractices } from "./useAcademy";

/** Over a practice chat: that it is one, the simulated shopper's order, and the way to the review. */
export function PracticeBar({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const { shop, id, agent } = conversation;
  const mine = useHold().session.staff.id === agent?.id;
  const list = usePractices(shop, false);
  const own = mine ? list.data?.find((one) => one.conversation === id) : undefined;
  const detail = usePractice(shop, own?.id);
  const acts = useAcademyActs(shop);
  const end = async () => {
    if (!own) return;
    try {
      await acts.end.mutateAsync(own.id);
      navigate({ to: "/academy/$shop/$id", params: { shop, id: String(own.id) } });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const order = detail.data?.order;
  return (
    <div className={styles.practiceBar} data-testid="practice-bar">
      <div className={styles.meta}>
        <span>{t.academy.bar}</span>
        {own ? (
          <Button size="small" onClick={end} loading={acts.end.isPending} data-testid="practice-end">
            {conversation.state === "closed" ? t.academy.review : t.academy.end}
          </Button>
        ) : null}
      </div>
      {order ? <OrderLines order={order} /> : null}
    </div>
  );
}

function OrderLines({ order }: { order: PracticeOrder }) {
  const t = useText();
  return (
    <div className={styles.order} data-testid="practice-order">
      <span>
        {t.academy.order} {order.number} · {order.status} · {t.academy.paid} <Money value={order.paid} />
      </span>
      <span>{order.lines.join("；")}</span>
      {order.ship_by ? (
        <span>
          {t.academy.shipBy} <When at={order.ship_by} form="long" />
        </span>
      ) : null}
      {order.waybill ? (
        <span>
          {t.academy.waybill} {order.courier} {order.waybill}
        </span>
      ) : null}
      {order.track.length ? <span>{order.track.at(-1)}</span> : null}
      {order.after_sales ? (
        <span>
          {t.academy.afterSales} {order.after_sales} {order.refund ? <Money value={order.refund} /> : null}
        </span>
      ) : null}
    </div>
  );
}
