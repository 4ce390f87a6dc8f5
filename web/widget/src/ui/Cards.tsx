import type { ComponentChildren } from "preact";
import type { Body } from "../core/protocol";
import { useUi } from "./context";
import { Icon, type IconName } from "./icons";

/** ¥ and two decimals; the server's string is shown as it is. */
export function money(amount: string): string {
  return `¥${amount}`;
}

export function Thumb({ src, icon }: { src: string | undefined; icon: IconName }) {
  const { client } = useUi();
  const url = client.api.picture(src);
  return (
    <span class="thumb">
      {url ? <img src={url} alt="" width={56} height={56} loading="lazy" /> : <Icon name={icon} />}
    </span>
  );
}

interface CardProps {
  label: string;
  testid: string;
  icon: IconName;
  picture: string | undefined;
  title: string;
  second: string;
  value: string;
  extra?: ComponentChildren;
  onPress: () => void;
}

/** A picture, two lines and a price or state; the whole card can be pressed. */
export function Card({ label, testid, icon, picture, title, second, value, extra, onPress }: CardProps) {
  return (
    <button type="button" class="card" data-testid={testid} onClick={onPress}>
      <Thumb src={picture} icon={icon} />
      <span class="card-text">
        <span class="sr">{label} </span>
        <span class="card-title">{title}</span>
        {second && <span class="card-second">{second}</span>}
        <span class="card-value">
          {value}
          {extra}
        </span>
      </span>
    </button>
  );
}

export function ProductCardView({ body }: { body: Body }) {
  const { texts, show, announce } = useUi();
  const number = body.product ?? "";
  const press = () => {
    if (announce("product", { product: number, sku: body.sku ?? "" })) show({ name: "product", number });
  };
  return (
    <Card
      label={texts.productCard}
      testid="xiaoer-product-card"
      icon="bag"
      picture={body.picture}
      title={body.title || number}
      second={body.spec ?? ""}
      value={body.price ? money(body.price) : texts.product.priceUnknown}
      onPress={press}
    />
  );
}

export function OrderCardView({ body }: { body: Body }) {
  const { texts, show, announce } = useUi();
  const number = body.order ?? "";
  const press = () => {
    if (announce("order", { order: number })) show({ name: "order", number });
  };
  return (
    <Card
      label={texts.orderCard}
      testid="xiaoer-order-card"
      icon="order"
      picture={body.picture}
      title={body.title || number}
      second={`${texts.orderCard} ${number}`}
      value={body.amount ? money(body.amount) : ""}
      extra={
        <>
          {body.count ? <span class="meta">{texts.orders.pieces(body.count)}</span> : null}
          {body.status ? <span class="state">{texts.statuses[body.status] ?? body.status}</span> : null}
        </>
      }
      onPress={press}
    />
  );
}
