import type { State } from "../core/state";
import { duration } from "../core/time";
import type { Texts } from "../i18n/texts";
import { useUi } from "./context";
import { Icon } from "./icons";

/** One line that says who answers. */
function statusLine(state: State, texts: Texts): string {
  const { visit, session, link } = state;
  const shop = session?.shop;
  if (!shop) return link === "fatal" || link === "expired" ? "" : texts.loading;
  if (visit.phase === "assigned") return texts.status.assigned(visit.agent ?? texts.agent);
  if (visit.phase === "none") {
    if (shop.robot) return texts.status.robot;
    if (!shop.staffed) return texts.status.away;
    const target = shop.response_target_s;
    return target ? texts.status.target(duration(target, texts)) : texts.status.none;
  }
  return texts.status[visit.phase];
}

function Menu() {
  const { client, texts, lang, setLang, show } = useUi();
  const { visit } = client.state;
  return (
    <div class="menu" data-testid="xiaoer-menu-list">
      {visit.can_rate && (
        <button type="button" data-testid="xiaoer-menu-rate" onClick={() => show({ name: "rate" })}>
          {texts.rate.open}
        </button>
      )}
      <button
        type="button"
        data-testid="xiaoer-menu-language"
        onClick={() => {
          setLang(lang === "zh" ? "en" : "zh");
          show(null);
        }}
      >
        {texts.language}
      </button>
    </div>
  );
}

export function Header() {
  const { client, texts, sheet, show } = useUi();
  const menu = sheet?.name === "menu";
  const shop = client.state.session?.shop;
  const name = shop?.name ?? "";
  return (
    <header class="head">
      <span class="crest" aria-hidden="true">
        {[...name][0] ?? "…"}
      </span>
      <div class="head-text">
        <h2 data-testid="xiaoer-shop">{name || texts.open}</h2>
        <p data-testid="xiaoer-status" data-phase={client.state.visit.phase}>
          {statusLine(client.state, texts)}
        </p>
      </div>
      <button
        type="button"
        class="tool"
        aria-label={texts.menu}
        title={texts.menu}
        aria-expanded={menu}
        data-testid="xiaoer-menu"
        onClick={() => show(menu ? null : { name: "menu" })}
      >
        <Icon name="more" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={texts.close}
        title={texts.close}
        data-testid="xiaoer-close"
        onClick={() => client.setOpen(false)}
      >
        <Icon name="close" />
      </button>
      {menu && <Menu />}
    </header>
  );
}
