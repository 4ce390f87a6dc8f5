import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** The same border as `@media` in the style sheet. */
export const PHONE = "(max-width: 520px)";

export function isPhone(): boolean {
  return matchMedia(PHONE).matches;
}

/**
 * Keeps the panel in the part of the window that the keyboard leaves free. iOS lays the keyboard over the page, so only
 * the visual viewport knows. Written through the CSSOM, which a page's CSP does not forbid.
 */
export function useViewport(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const fit = () => {
      panel.current?.style.setProperty("--view-height", `${view.height}px`);
      panel.current?.style.setProperty("--view-top", `${view.offsetTop}px`);
    };
    fit();
    view.addEventListener("resize", fit);
    view.addEventListener("scroll", fit);
    return () => {
      view.removeEventListener("resize", fit);
      view.removeEventListener("scroll", fit);
    };
  }, [panel]);
}

const FOCUSABLE = "button:not([disabled]),a[href],textarea,input:not([type=file]),[tabindex='0']";

/** Tab goes round inside `box`. */
export function keepFocusIn(box: HTMLElement, event: KeyboardEvent): void {
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.offsetParent !== null);
  const first = all[0];
  const last = all[all.length - 1];
  const active = (box.getRootNode() as ShadowRoot).activeElement;
  if (event.shiftKey && (active === first || active === box)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first?.focus();
  }
}
