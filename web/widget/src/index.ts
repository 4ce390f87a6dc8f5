import { XiaoerChat } from "./element";

/** What a page can ask of the widget (docs/protocol.md §6). */
export interface XiaoerApi {
  open(): void;
  close(): void;
  /** The product in view on the page; null = none. */
  setProduct(number: string | null): void;
  /** The signed identity of who is logged in; null = nobody. */
  setIdentity(jwt: string | null): void;
}

declare global {
  interface Window {
    Xiaoer?: XiaoerApi;
  }
}

const TAG = "xiaoer-chat";
/** Attributes of the script tag that become attributes of the element. */
const PASSED = ["shop", "identity", "product", "lang", "colour", "product-url"];

const script = document.currentScript;

function change(element: Element, name: string, value: string | null): void {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

function make(source: HTMLScriptElement): XiaoerChat {
  const element = document.createElement(TAG) as XiaoerChat;
  element.setAttribute("origin", new URL(source.src, document.baseURI).origin);
  for (const name of PASSED) change(element, name, source.getAttribute(`data-${name}`));
  return element;
}

function begin(source: HTMLScriptElement): void {
  const element = make(source);
  window.Xiaoer = {
    open: () => element.open(),
    close: () => element.close(),
    setProduct: (number) => change(element, "product", number),
    setIdentity: (jwt) => change(element, "identity", jwt),
  };
  const add = () => {
    document.body.append(element);
    window.dispatchEvent(new CustomEvent("xiaoer:ready"));
  };
  if (document.body) add();
  else document.addEventListener("DOMContentLoaded", add, { once: true });
}

// A page that loads the script twice keeps the first chat.
if (!customElements.get(TAG)) {
  customElements.define(TAG, XiaoerChat);
  if (script instanceof HTMLScriptElement && script.dataset.shop) begin(script);
}
