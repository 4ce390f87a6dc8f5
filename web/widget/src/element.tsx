import { render } from "preact";
import { Client } from "./core/client";
import { textOn } from "./core/colour";
import { browserStore } from "./core/storage";
import { type Lang, loadEnglish, pickLang, TEXTS } from "./i18n/texts";
import { adopt, adoptBase } from "./styles/sheet";
import { App } from "./ui/App";

const LANG_SLOT = "xiaoer:lang";

/** Tells the page; false = the page said that it takes care itself (`preventDefault`). */
function tell(name: string, detail: unknown = null): boolean {
  return window.dispatchEvent(new CustomEvent(`xiaoer:${name}`, { detail, cancelable: true }));
}

/**
 * `<xiaoer-chat shop="…" origin="…">`: the chat of one shop. Attributes: `shop`, `origin` (of the desk), and optionally
 * `identity`, `product`, `lang`, `colour` (`#rrggbb`, until the session tells), `product-url` (an address with `{number}` in it, where product cards lead).
 */
export class XiaoerChat extends HTMLElement {
  static readonly observedAttributes = ["product", "identity", "lang"];
  private client: Client | null = null;
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly store = browserStore(() => window.localStorage);
  private unread = 0;
  private wasOpen = false;
  private colour = "";
  private language: Lang = "zh";
  private asked = false;

  private get origin(): string {
    return this.getAttribute("origin") ?? window.location.origin;
  }

  connectedCallback(): void {
    const shop = this.getAttribute("shop");
    if (!shop || this.client) return;
    this.language = this.firstLang();
    this.client = new Client({
      origin: this.origin,
      shop,
      store: this.store,
      language: () => this.language,
      identity: this.getAttribute("identity") || null,
    });
    adoptBase(this.root);
    this.paint(this.getAttribute("colour") ?? "");
    this.client.subscribe(() => this.follow());
    this.draw();
    window.addEventListener("online", this.onBack);
    window.addEventListener("offline", this.onGone);
    document.addEventListener("visibilitychange", this.onLook);
    this.client.start();
    void this.client.setProduct(this.getAttribute("product") || null);
  }

  disconnectedCallback(): void {
    window.removeEventListener("online", this.onBack);
    window.removeEventListener("offline", this.onGone);
    document.removeEventListener("visibilitychange", this.onLook);
    this.client?.stop();
    render(null, this.root);
    this.client = null;
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    if (name === "product") void this.client?.setProduct(value || null);
    else if (name === "identity") this.client?.setIdentity(value || null);
    else if (this.client) {
      this.language = this.firstLang();
      this.draw();
    }
  }

  open(): void {
    this.client?.setOpen(true);
  }

  close(): void {
    this.client?.setOpen(false);
  }

  private readonly onBack = () => this.client?.wake();
  private readonly onGone = () => this.client?.lost();
  private readonly onLook = () => {
    if (!document.hidden) this.client?.wake();
  };

  private draw(): void {
    if (!this.client) return;
    if (this.language === "en" && !TEXTS.en && !this.asked) {
      this.asked = true; // where they can't be had, Chinese stands in
      const again = () => this.draw();
      void loadEnglish(this.origin).then(again, again);
    }
    render(<App client={this.client} lang={this.language} onLang={this.onLang} announce={this.pressed} />, this.root);
  }

  private readonly onLang = (next: Lang) => {
    this.language = next;
    this.store.set(LANG_SLOT, next);
    this.draw();
  };

  private firstLang(): Lang {
    return pickLang(
      this.getAttribute("lang"),
      this.store.get(LANG_SLOT),
      navigator.language,
      document.documentElement.lang,
    );
  }

  /** The page hears of opening, closing and unread messages; the shop's colour comes with the session. */
  private follow(): void {
    const client = this.client;
    if (!client) return;
    const { open, session } = client.state;
    if (open !== this.wasOpen) {
      this.wasOpen = open;
      tell(open ? "open" : "close");
    }
    const unread = open ? 0 : client.unread;
    if (unread !== this.unread) {
      this.unread = unread;
      tell("unread", { count: unread });
    }
    this.paint(session?.shop.colour ?? "");
  }

  /** The shop's own colour on button and crest; anything but `#rrggbb` leaves them as they are. */
  private paint(colour: string): void {
    const text = textOn(colour);
    if (!text || colour === this.colour) return;
    this.colour = colour;
    adopt(this.root, `:host{--shop:${colour};--on-shop:${text}}`);
  }

  /** A pressed card: the page may take it; else a product leads to the shop's page, where one is known. */
  private readonly pressed = (name: "product" | "order", detail: Record<string, string>): boolean => {
    if (!tell(name, detail)) return false;
    const template = name === "product" ? this.getAttribute("product-url") : null;
    if (!template) return true;
    const url = new URL(template.replace("{number}", encodeURIComponent(detail.product ?? "")), document.baseURI);
    if (!/^https?:$/.test(url.protocol)) return true;
    window.location.assign(url.href);
    return false;
  };
}
