import { useEffect } from "preact/hooks";
import { readShops } from "../api";
import { useTexts } from "../i18n";
import { Crest } from "../parts/Crest";
import { Link } from "../parts/Link";
import { Missing } from "../parts/State";
import { useLoad } from "../useLoad";

export function Shops() {
  const texts = useTexts();
  const [result, retry] = useLoad(readShops);
  useEffect(() => {
    document.title = texts.shopsTitle;
  }, [texts]);
  return (
    <main>
      <h1>{texts.shopsTitle}</h1>
      <p class="lead">{texts.shopsLead}</p>
      {result.state !== "here" ? (
        <Missing result={result} retry={retry} />
      ) : (
        <ul class="shops">
          {result.value.map((shop) => (
            <li key={shop.code}>
              <Link to={{ page: "shop", shop: shop.code }} class="shop" testid={`store-shop-${shop.code}`}>
                <Crest name={shop.name} colour={shop.colour} big />
                <span class="shop-text">
                  <span class="shop-name">{shop.name}</span>
                  <span class="soft">{shop.intro}</span>
                  <span class="go">{texts.enter} →</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
