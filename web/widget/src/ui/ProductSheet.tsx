import { useCallback } from "preact/hooks";
import type { ProductView, Sku } from "../core/protocol";
import { money, Thumb } from "./Cards";
import { useUi } from "./context";
import { SheetFrame } from "./SheetFrame";
import { useLoad } from "./useLoad";
import { Failed, Waiting } from "./Waiting";

function SkuRow({ sku, product }: { sku: Sku; product: ProductView }) {
  const { client, texts, show } = useUi();
  const stock =
    sku.stock === null
      ? texts.product.stockUnknown
      : sku.stock > 0
        ? texts.product.stock(sku.stock)
        : texts.product.soldOut;
  const spec = sku.options.map((option) => option.value).join(" / ") || sku.spec;
  const send = () => {
    client.send("product_card", {
      product: product.number,
      sku: sku.number,
      spec,
      title: product.title,
      picture: sku.picture || product.picture,
      ...(sku.price ? { price: sku.price } : {}),
    });
    show(null);
  };
  return (
    <li class="sku">
      <span class="card-text">
        <span>{spec}</span>
        <span class="meta">{stock}</span>
      </span>
      <span class="card-value">{sku.price ? money(sku.price) : ""}</span>
      <button type="button" class="chip" onClick={send}>
        {texts.product.send}
      </button>
    </li>
  );
}

/** A product, where the page around the widget has no page of its own for it. */
export function ProductSheet({ number }: { number: string }) {
  const { client, texts } = useUi();
  const { result, retry } = useLoad(useCallback(() => client.api.product(number), [client, number]));
  return (
    <SheetFrame title={texts.product.title} testid="xiaoer-product-sheet">
      {result.state === "loading" && <Waiting />}
      {result.state === "failed" && <Failed text={texts.product.failed} retry={retry} />}
      {result.state === "here" && (
        <>
          <div class="line">
            <Thumb src={result.value.picture} icon="bag" />
            <span class="card-text">
              <span class="card-title">{result.value.title}</span>
              <span class="card-second">{result.value.selling_points}</span>
            </span>
          </div>
          <ul class="picks">
            {result.value.skus.map((sku) => (
              <SkuRow key={sku.number} sku={sku} product={result.value} />
            ))}
          </ul>
        </>
      )}
    </SheetFrame>
  );
}
