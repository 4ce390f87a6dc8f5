import Button from "antd/es/button";
import { type ReactNode, useState } from "react";
import { useText } from "../../../i18n";
import { Money } from "../../../parts/Money";
import { orderTone, State } from "../../../parts/State";
import { When } from "../../../parts/When";
import { useShop } from "../../../store/use";
import styles from "./backend.module.css";
import { DeedForm } from "./DeedForm";
import type { SandForm, SandOrder } from "./useBackend";

interface Row {
  label: string;
  value: ReactNode;
}

interface Props {
  shop: string;
  drill: number;
  order: SandOrder;
  forms: readonly SandForm[];
  flags: readonly string[];
}

/** An order as the back end shows it: what it is, what has been noted, its after-sales case, what can be done. */
export function SandboxOrder({ shop, drill, order, forms, flags }: Props) {
  const t = useText();
  const zone = useShop(shop)?.timezone;
  const [open, setOpen] = useState<string | null>(null);
  const acts = [...(order.case?.acts ?? []), ...order.acts];
  const form = forms.find((one) => one.act === open && acts.includes(one.act));
  const name = (act: string) => t.backend.acts[act as keyof typeof t.backend.acts] ?? act;
  const rows: readonly Row[] = [
    { label: t.backend.shopper, value: order.shopper },
    { label: t.backend.goodsAmount, value: money(order.goods_amount) },
    { label: t.backend.discount, value: money(order.discount) },
    { label: t.backend.freight, value: money(order.freight) },
    { label: order.status === "unpaid" ? t.order.toPay : t.order.paid, value: money(order.paid_amount) },
    { label: t.order.paidAt, value: order.paid_at ? <When at={order.paid_at} zone={zone} form="long" /> : null },
    { label: t.order.signedAt, value: order.signed_at ? <When at={order.signed_at} zone={zone} form="long" /> : null },
    { label: t.backend.receiver, value: `${order.receiver} ${order.phone}` },
    { label: t.backend.address, value: order.address },
    { label: t.backend.invoice, value: order.invoice },
    { label: t.backend.flag, value: order.flag },
    { label: t.backend.memo, value: order.memo },
  ];
  return (
    <article className={styles.order} data-testid="sandbox-order" data-order={order.number}>
      <header className={styles.head}>
        <h3 className={styles.number}>{order.number}</h3>
        <State tone={orderTone(order.status)}>{order.status_text}</State>
        {order.flag ? <State tone="accent">{t.backend.flagged(order.flag)}</State> : null}
      </header>
      <ul className={styles.lines}>
        {order.lines.map((line) => (
          <li key={`${line.title}/${line.spec}`}>
            {line.title} · {line.spec} ×{line.quantity} {line.price ? <Money value={line.price} /> : null}
          </li>
        ))}
      </ul>
      <dl className={styles.facts}>
        {rows.map(({ label, value }) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {order.case ? (
        <div className={styles.case} data-testid="sandbox-case" data-state={order.case.state}>
          <p>
            <strong>{order.case.kind}</strong> <State tone="waiting">{order.case.state_text}</State>
          </p>
          <p>
            “{order.case.words}” · {t.backend.pictures(order.case.pictures)}
          </p>
          {order.case.waybill ? <p>{`${t.backend.waybill} ${order.case.waybill}`}</p> : null}
          {order.case.text ? <p>{`${t.backend.said} ${order.case.text}`}</p> : null}
          {order.case.amount ? (
            <p>
              {t.backend.refunded} <Money value={order.case.amount} />
            </p>
          ) : null}
        </div>
      ) : null}
      {acts.length ? (
        <div className={styles.acts}>
          {acts.map((act) => (
            <Button
              key={act}
              size="small"
              type={act === open ? "primary" : "default"}
              ghost={act === open}
              aria-expanded={act === open}
              onClick={() => setOpen(act === open ? null : act)}
              data-testid={`sandbox-${act.replace(":", "-")}`}
            >
              {name(act)}
            </Button>
          ))}
        </div>
      ) : null}
      {form ? (
        <DeedForm
          key={form.act}
          shop={shop}
          drill={drill}
          order={order}
          form={form}
          flags={flags}
          name={name(form.act)}
          onDone={() => setOpen(null)}
        />
      ) : null}
    </article>
  );
}

const money = (value: string | null) => (value && Number(value) !== 0 ? <Money value={value} /> : null);
