import { useTexts } from "../i18n";
import type { ProductCard } from "../types";

export function Price({ from, to }: { from: ProductCard["price_from"]; to: ProductCard["price_to"] }) {
  const texts = useTexts();
  if (from === null) return <span class="price unknown">{texts.noPrice}</span>;
  const range = to !== null && to !== from;
  return (
    <span class="price">
      <small>¥</small>
      {from}
      {range && <small> – {to}</small>}
    </span>
  );
}
