import { useEffect, useRef } from "preact/hooks";
import { CasesSheet } from "./CasesSheet";
import { Composer } from "./Composer";
import { useUi } from "./context";
import { Header } from "./Header";
import { Log } from "./Log";
import { OrderPicker } from "./OrderPicker";
import { OrderSheet } from "./OrderSheet";
import { ProductSheet } from "./ProductSheet";
import { RateSheet } from "./Rating";
import { StatusBar } from "./StatusBar";
import { isPhone, keepFocusIn, useViewport } from "./window";

/** The chat itself. On a phone it fills the screen and keeps the focus; beside a page it does not hold anybody. */
export function Panel() {
  const { client, texts, sheet, show } = useUi();
  const panel = useRef<HTMLDivElement>(null);
  const phone = isPhone();
  useViewport(panel);

  useEffect(() => {
    const input = panel.current?.querySelector<HTMLElement>("textarea");
    // On a phone the keyboard would cover the greeting before it is read.
    if (phone) panel.current?.focus();
    else input?.focus();
  }, [phone]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (sheet) show(null);
      else client.setOpen(false);
    } else if (event.key === "Tab" && phone && panel.current) {
      keepFocusIn(panel.current, event);
    }
  };

  const onPointerDown = (event: PointerEvent) => {
    const inHead = (event.target as Element).closest("header");
    if (sheet?.name === "menu" && !inHead) show(null);
  };

  const shop = client.state.session?.shop;
  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-modal={phone}
      aria-label={texts.chatWith(shop?.name ?? "")}
      tabIndex={-1}
      data-testid="xiaoer-panel"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <Header />
      <StatusBar />
      <Log />
      {client.state.link !== "fatal" && <Composer />}
      {sheet?.name === "orders" && <OrderPicker />}
      {sheet?.name === "order" && <OrderSheet number={sheet.number} />}
      {sheet?.name === "product" && <ProductSheet number={sheet.number} />}
      {sheet?.name === "cases" && <CasesSheet />}
      {sheet?.name === "rate" && <RateSheet />}
    </div>
  );
}
