import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useUi } from "./context";
import { Icon } from "./icons";
import { keepFocusIn } from "./window";

/** A page over the chat: takes the focus, keeps it, gives it back. */
export function SheetFrame({
  title,
  testid,
  children,
}: {
  title: string;
  testid: string;
  children: ComponentChildren;
}) {
  const { texts, show } = useUi();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const root = box.current?.getRootNode() as ShadowRoot | undefined;
    const from = root?.activeElement as HTMLElement | null | undefined;
    box.current?.querySelector("button")?.focus();
    return () => from?.focus();
  }, []);
  return (
    <section
      ref={box}
      class="sheet"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      data-testid={testid}
      onKeyDown={(event) => {
        if (event.key !== "Tab" || !box.current) return;
        event.stopPropagation();
        keepFocusIn(box.current, event);
      }}
    >
      <header class="sheet-head">
        <button
          type="button"
          class="tool"
          aria-label={texts.back}
          title={texts.back}
          data-testid="xiaoer-back"
          onClick={() => show(null)}
        >
          <Icon name="back" />
        </button>
        <h3>{title}</h3>
      </header>
      <div class="sheet-body">{children}</div>
    </section>
  );
}
