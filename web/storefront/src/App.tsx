import { useCallback, useEffect, useState } from "preact/hooks";
import { readProducts, readShop } from "./api";
import { keepLang, keptLang, type Lang, TEXTS, TextsProvider } from "./i18n";
import { Product } from "./pages/Product";
import { Shop } from "./pages/Shop";
import { Shops } from "./pages/Shops";
import { Header } from "./parts/Header";
import { Missing } from "./parts/State";
import { go, type Route, useRoute } from "./router";
import { useLoad } from "./useLoad";
import { useShopper } from "./useShopper";
import { keepChat } from "./widget";

interface LangProps {
  lang: Lang;
  setLang: (lang: Lang) => void;
}

/** One shop: its products stay read while one walks from page to page, the chat stays open. */
function InShop({ route, lang, setLang }: LangProps & { route: Exclude<Route, { page: "shops" }> }) {
  const { shop } = route;
  const [page, retryPage] = useLoad(useCallback(() => readShop(shop), [shop]));
  const [products, retry] = useLoad(useCallback(() => readProducts(shop), [shop]));
  const shopper = useShopper(shop);
  const { identity, ready } = shopper;
  const product = route.page === "product" ? route.number : null;
  const here = page.state === "here";
  const colour = page.state === "here" ? (page.value.shop.colour ?? "") : "";

  useEffect(() => {
    if (ready && here) keepChat({ shop, identity, product, lang, colour });
  }, [ready, here, shop, identity, product, lang, colour]);
  useEffect(() => {
    const follow = (event: Event) => {
      event.preventDefault();
      go({ page: "product", shop, number: (event as CustomEvent<{ product: string }>).detail.product });
    };
    window.addEventListener("xiaoer:product", follow);
    return () => window.removeEventListener("xiaoer:product", follow);
  }, [shop]);
  useEffect(() => {
    if (page.state === "here" && route.page === "shop") document.title = page.value.shop.name;
  }, [page, route]);

  if (page.state !== "here") {
    return (
      <>
        <Header page={null} shopper={null} lang={lang} setLang={setLang} />
        <main>
          <Missing result={page} retry={retryPage} />
        </main>
      </>
    );
  }
  const { name, intro = "" } = page.value.shop;
  return (
    <>
      <Header page={page.value} shopper={shopper} lang={lang} setLang={setLang} />
      {route.page === "shop" ? (
        <Shop shop={shop} name={name} intro={intro} products={products} retry={retry} />
      ) : (
        <Product shop={shop} shopName={name} number={route.number} />
      )}
    </>
  );
}

export function App() {
  const route = useRoute();
  const [lang, choose] = useState(keptLang);
  const setLang = (next: Lang) => {
    keepLang(next);
    choose(next);
  };
  useEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  }, [lang]);
  return (
    <TextsProvider value={TEXTS[lang]}>
      {route.page === "shops" ? (
        <>
          <Header page={null} shopper={null} lang={lang} setLang={setLang} />
          <Shops />
        </>
      ) : (
        <InShop key={route.shop} route={route} lang={lang} setLang={setLang} />
      )}
    </TextsProvider>
  );
}
