import Button from "antd/es/button";
import Input from "antd/es/input";
import { useDeferredValue, useState } from "react";
import { useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import { ItemCard } from "../../../parts/ItemCard";
import { PriceRange } from "../../../parts/Money";
import { State } from "../../../parts/State";
import type { Conversation } from "../../../protocol/types";
import { useProduct, useProducts } from "../../../store/queries";
import styles from "./context.module.css";
import { ProductDetails } from "./ProductDetails";

/** The product the shopper looks at, or one that was searched. */
export function ProductTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const [query, setQuery] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const wanted = useDeferredValue(query.trim());
  const number = picked ?? conversation.product;
  const product = useProduct(conversation.shop, number);
  const pick = (chosen: string | null) => {
    setPicked(chosen);
    setQuery("");
  };
  return (
    <div className={styles.body} data-testid="product-tab">
      <Input
        allowClear
        value={query}
        placeholder={t.context.searchProduct}
        aria-label={t.context.searchProduct}
        onChange={(event) => setQuery(event.target.value)}
        data-testid="product-search"
      />
      {wanted ? <Found shop={conversation.shop} query={wanted} onPick={pick} /> : null}
      {!wanted && picked && conversation.product && picked !== conversation.product ? (
        <Button size="small" type="link" className={styles.backToView ?? ""} onClick={() => pick(null)}>
          {t.context.backToView}
        </Button>
      ) : null}
      {!wanted && number === null ? <Blank title={t.context.noProduct} hint={t.context.noProductHint} /> : null}
      {!wanted && number !== null && product.isPending ? <Loading rows={8} /> : null}
      {!wanted && product.isError ? <Failed error={product.error} onRetry={() => product.refetch()} /> : null}
      {!wanted && product.data ? <ProductDetails product={product.data} conversation={conversation} /> : null}
    </div>
  );
}

function Found({ shop, query, onPick }: { shop: string; query: string; onPick(number: string): void }) {
  const t = useText();
  const found = useProducts(shop, query);
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data.length) return <Blank title={t.composer.noProducts} />;
  return (
    <ul className={styles.found}>
      {found.data.map((card) => (
        <li key={card.number}>
          <button type="button" onClick={() => onPick(card.number)} data-testid="product-found">
            <ItemCard
              picture={card.picture}
              title={card.title}
              line={card.category}
              price={<PriceRange from={card.price_from} to={card.price_to} />}
              state={card.sold_out ? <State tone="urgent">{t.product.soldOut}</State> : null}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
