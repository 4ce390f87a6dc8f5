import Button from "antd/es/button";
import Collapse from "antd/es/collapse";
import type { ReactNode } from "react";
import { useText } from "../../../i18n";
import { ItemCard } from "../../../parts/ItemCard";
import { PriceRange } from "../../../parts/Money";
import { State } from "../../../parts/State";
import type { Conversation, ProductView } from "../../../protocol/types";
import styles from "./context.module.css";
import { Pair, Pairs } from "./Pairs";
import { SizeChart } from "./SizeChart";
import { SkuTable } from "./SkuTable";
import { useCards } from "./useCards";

export function ProductDetails({ product, conversation }: { product: ProductView; conversation: Conversation }) {
  const t = useText();
  const cards = useCards(conversation);
  const { promotions, size_chart, attributes, policies = [], skus } = product;
  const points = [product.selling_points ?? []].flat().filter(Boolean);
  const inView = product.number === conversation.product;

  const part = (key: string, label: string, children: ReactNode, shown: boolean) =>
    shown ? [{ key, label, children }] : [];
  const items = [
    ...part("skus", `${t.product.skus} ${skus.length}`, <SkuTable skus={skus} />, skus.length > 0),
    ...part("sizes", t.product.sizes, <SizeChart rows={size_chart} />, size_chart.length > 0),
    ...part(
      "promotions",
      t.product.promotions,
      <Texts rows={promotions.map((p) => [p.name, p.text])} />,
      promotions.length > 0,
    ),
    ...part("attributes", t.product.attributes, <Attributes rows={attributes} />, attributes.length > 0),
    ...part("points", t.product.points, <Texts rows={points.map((p) => ["", p])} />, points.length > 0),
    ...part(
      "policies",
      t.product.policies,
      <Texts rows={policies.map((p) => [p.topic, p.text])} />,
      policies.length > 0,
    ),
  ];
  return (
    <div className={styles.product} data-testid="product" data-product={product.number}>
      <ItemCard
        picture={product.picture}
        title={product.title}
        line={`${product.number} · ${product.category}`}
        price={<PriceRange from={product.price_from} to={product.price_to} />}
        state={
          product.sold_out ? (
            <State tone="urgent">{t.product.soldOut}</State>
          ) : inView ? (
            <State tone="accent">{t.context.inView}</State>
          ) : null
        }
        actions={
          cards.can ? (
            <Button size="small" onClick={() => cards.product(product)} data-testid="send-product">
              {t.product.sendCard}
            </Button>
          ) : null
        }
      />
      <Collapse
        ghost
        size="small"
        defaultActiveKey={["skus", "sizes", "promotions"]}
        items={items}
        className={styles.fold ?? ""}
      />
    </div>
  );
}

function Texts({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <ul className={styles.texts}>
      {rows.map(([name, text]) => (
        <li key={`${name}${text}`}>
          {name ? <strong>{name} </strong> : null}
          {text}
        </li>
      ))}
    </ul>
  );
}

function Attributes({ rows }: { rows: ProductView["attributes"] }) {
  return (
    <Pairs>
      {rows.map((row) => (
        <Pair key={row.name} name={row.name}>
          {row.value}
        </Pair>
      ))}
    </Pairs>
  );
}
