import { type Lang, useTexts } from "../i18n";
import type { ShopPage } from "../types";
import type { Shopper } from "../useShopper";
import { Crest } from "./Crest";
import { Link } from "./Link";

interface Props {
  page: ShopPage | null;
  shopper: Shopper | null;
  lang: Lang;
  setLang: (lang: Lang) => void;
}

function Who({ page, shopper }: { page: ShopPage; shopper: Shopper }) {
  const texts = useTexts();
  return (
    <label class="who">
      <span class="who-label">{texts.who}</span>
      <select
        data-testid="store-shopper"
        value={shopper.nick ?? ""}
        onChange={(event) => shopper.choose(event.currentTarget.value || null)}
      >
        <option value="">{texts.guest}</option>
        {page.shoppers.map(({ nick, orders }) => (
          <option key={nick} value={nick}>
            {nick}（{texts.orders(orders)}）
          </option>
        ))}
      </select>
    </label>
  );
}

export function Header({ page, shopper, lang, setLang }: Props) {
  const texts = useTexts();
  return (
    <header class="top">
      <p class="notice" data-testid="store-notice">
        {texts.notice}
      </p>
      <div class="bar">
        {page ? (
          <Link to={{ page: "shop", shop: page.shop.code }} class="brand" testid="store-brand">
            <Crest name={page.shop.name} colour={page.shop.colour} />
            {page.shop.name}
          </Link>
        ) : (
          <Link to={{ page: "shops" }} class="brand">
            店小二 Xiaoer
          </Link>
        )}
        {page && shopper && <Who page={page} shopper={shopper} />}
        {page && (
          <Link to={{ page: "shops" }} class="quiet">
            {texts.allShops}
          </Link>
        )}
        <button
          type="button"
          class="quiet"
          data-testid="store-language"
          onClick={() => setLang(lang === "zh" ? "en" : "zh")}
        >
          {texts.other}
        </button>
      </div>
      {shopper?.failed && (
        <p class="notice" role="alert">
          {texts.loginFailed}
        </p>
      )}
    </header>
  );
}
