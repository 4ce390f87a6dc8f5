import { useCallback, useEffect } from "preact/hooks";
import { readProduct } from "../api";
import { useTexts } from "../i18n";
import { Link } from "../parts/Link";
import { Missing } from "../parts/State";
import type { ProductView, SizeRow } from "../types";
import { useLoad } from "../useLoad";
import { openChat } from "../widget";
import { SkuPicker } from "./SkuPicker";

function SizeChart({ rows }: { rows: SizeRow[] }) {
  const texts = useTexts();
  const columns = (Object.keys(texts.columns) as (keyof SizeRow)[]).filter((key) => rows.some((row) => row[key]));
  return (
    <section>
      <h2>{texts.sizes}</h2>
      <div class="scroll">
        <table data-testid="store-sizes">
          <thead>
            <tr>
              {columns.map((key) => (
                <th key={key} scope="col">
                  {texts.columns[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.size}>
                {columns.map((key) => (
                  <td key={key}>{row[key] || "–"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">{texts.sizeNote}</p>
    </section>
  );
}

function Detail({ product }: { product: ProductView }) {
  const texts = useTexts();
  return (
    <>
      <div class="product">
        <span class="frame">
          <img src={product.picture} alt={product.title} width={640} height={640} />
        </span>
        <div class="product-text">
          <h1>{product.title}</h1>
          {product.selling_points && <p class="soft">{product.selling_points}</p>}
          <SkuPicker product={product} />
          <button type="button" class="button" data-testid="store-ask" onClick={openChat}>
            {texts.ask}
          </button>
          <p class="soft">{texts.cannotBuy}</p>
          {product.promotions.length > 0 && (
            <dl class="offers">
              <dt class="sr">{texts.promotions}</dt>
              {product.promotions.map((one) => (
                <dd key={one.number}>
                  <span class="kind">{one.kind}</span>
                  {one.name}
                  {one.text && <span class="soft"> {one.text}</span>}
                </dd>
              ))}
            </dl>
          )}
        </div>
      </div>
      {product.attributes.length > 0 && (
        <section>
          <h2>{texts.attributes}</h2>
          <dl class="facts">
            {product.attributes.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {product.size_chart.length > 0 && <SizeChart rows={product.size_chart} />}
    </>
  );
}

export function Product({ shop, shopName, number }: { shop: string; shopName: string; number: string }) {
  const texts = useTexts();
  const [result, retry] = useLoad(useCallback(() => readProduct(shop, number), [shop, number]));
  const title = result.state === "here" ? `${result.value.title} · ${shopName}` : shopName;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main>
      <p>
        <Link to={{ page: "shop", shop }} class="quiet back" testid="store-back">
          ← {texts.back}
        </Link>
      </p>
      {result.state === "here" ? (
        <Detail key={number} product={result.value} />
      ) : (
        <Missing result={result} retry={retry} />
      )}
    </main>
  );
}
