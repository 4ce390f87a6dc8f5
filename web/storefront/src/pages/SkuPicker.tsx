import { useState } from "preact/hooks";
import { useTexts } from "../i18n";
import { Price } from "../parts/Price";
import { availability, type Choice, chosen, groups } from "../skus";
import type { ProductView, Sku } from "../types";

function stockLine(sku: Sku, texts: ReturnType<typeof useTexts>): string {
  if (sku.stock === null) return texts.stockUnknown;
  return sku.stock > 0 ? texts.stock(sku.stock) : texts.out;
}

/** Options as buttons; the price and stock of what is chosen. */
export function SkuPicker({ product }: { product: ProductView }) {
  const texts = useTexts();
  const [choice, setChoice] = useState<Choice>({});
  const { skus } = product;
  const all = groups(skus, texts.spec);
  const sku = skus.length === 1 ? (skus[0] ?? null) : chosen(skus, choice, texts.spec);
  const toggle = (name: string, value: string) => {
    const { [name]: old, ...others } = choice;
    setChoice(old === value ? others : { ...choice, [name]: value });
  };
  return (
    <>
      <p class="big-price" data-testid="store-price">
        {sku ? <Price from={sku.price} to={sku.price} /> : <Price from={product.price_from} to={product.price_to} />}
      </p>
      {all.map(({ name, values }) => (
        <fieldset key={name} class="options">
          <legend>{name}</legend>
          {values.map((value) => {
            const state = availability(skus, choice, name, value, texts.spec);
            return (
              <button
                key={value}
                type="button"
                class={`chip ${state}`}
                aria-pressed={choice[name] === value || skus.length === 1}
                disabled={state === "gone"}
                onClick={() => toggle(name, value)}
              >
                {value}
                {state === "out" && <span class="sr">（{texts.soldOut}）</span>}
              </button>
            );
          })}
        </fieldset>
      ))}
      <p class="soft" role="status" data-testid="store-stock">
        {sku ? stockLine(sku, texts) : product.sold_out ? texts.soldOut : texts.choose}
      </p>
    </>
  );
}
