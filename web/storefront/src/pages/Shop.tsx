import { useMemo, useState } from "preact/hooks";
import { useTexts } from "../i18n";
import { Link } from "../parts/Link";
import { Price } from "../parts/Price";
import { Missing } from "../parts/State";
import type { ProductCard } from "../types";
import type { Loaded } from "../useLoad";

function Tile({ shop, product }: { shop: string; product: ProductCard }) {
  const texts = useTexts();
  return (
    <Link
      to={{ page: "product", shop, number: product.number }}
      class="tile"
      testid={`store-product-${product.number}`}
    >
      <span class="frame">
        <img src={product.picture} alt="" width={320} height={320} loading="lazy" />
        {product.sold_out && <span class="tag">{texts.soldOut}</span>}
      </span>
      <span class="tile-title">{product.title}</span>
      <Price from={product.price_from} to={product.price_to} />
    </Link>
  );
}

/** All words of the query in title, category or number. */
export function matches(product: ProductCard, query: string): boolean {
  const text = `${product.title} ${product.category} ${product.number}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface Props {
  shop: string;
  name: string;
  intro: string;
  products: Loaded<ProductCard[]>;
  retry: () => void;
}

export function Shop({ shop, name, intro, products, retry }: Props) {
  const texts = useTexts();
  const [query, setQuery] = useState("");
  const [category, setCategory] = useState<string | null>(null);
  const all = products.state === "here" ? products.value : [];
  const categories = useMemo(() => [...new Set(all.map((one) => one.category).filter(Boolean))], [all]);
  const shown = all.filter((one) => (category === null || one.category === category) && matches(one, query.trim()));
  if (products.state !== "here") {
    return (
      <main>
        <Missing result={products} retry={retry} />
      </main>
    );
  }
  return (
    <main>
      <h1 class="sr">{name}</h1>
      {intro && <p class="lead">{intro}</p>}
      <div class="tools">
        <input
          type="search"
          value={query}
          placeholder={texts.search}
          aria-label={texts.search}
          data-testid="store-search"
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <div class="cats">
          {[null, ...categories].map((one) => (
            <button
              key={one ?? ""}
              type="button"
              class="chip"
              aria-pressed={one === category}
              onClick={() => setCategory(one)}
            >
              {one ?? texts.all}
            </button>
          ))}
        </div>
      </div>
      <p class="soft" role="status">
        {texts.found(shown.length)}
      </p>
      {shown.length === 0 && <p class="empty">{all.length === 0 ? texts.none : texts.nothing}</p>}
      <div class="grid">
        {shown.map((product) => (
          <Tile key={product.number} shop={shop} product={product} />
        ))}
      </div>
    </main>
  );
}
