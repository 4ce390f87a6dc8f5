interface XiaoerApi {
  open(): void;
  close(): void;
  setProduct(number: string | null): void;
  setIdentity(jwt: string | null): void;
}

const api = () => (window as { Xiaoer?: XiaoerApi }).Xiaoer;

interface Wish {
  shop: string;
  identity: string | null;
  product: string | null;
  lang: string;
  /** The shop's own colour, so that the button wears it before the first session. */
  colour: string;
}

/** Embeds the chat the way any page does: by one script tag (docs/protocol.md §6). Later calls keep it in step. */
export function keepChat(wish: Wish): void {
  const { shop, identity, product, lang, colour } = wish;
  const old = document.querySelector<HTMLScriptElement>("script[data-shop]");
  if (!old) {
    const script = document.createElement("script");
    script.src = "/widget.js";
    script.async = true;
    Object.assign(script.dataset, {
      shop,
      lang,
      colour,
      ...(identity ? { identity } : {}),
      ...(product ? { product } : {}),
    });
    document.body.append(script);
    return;
  }
  const run = () => {
    api()?.setIdentity(identity);
    api()?.setProduct(product);
    document.querySelector("xiaoer-chat")?.setAttribute("lang", lang);
  };
  if (api()) run();
  else window.addEventListener("xiaoer:ready", run, { once: true });
}

export function openChat(): void {
  api()?.open();
}
