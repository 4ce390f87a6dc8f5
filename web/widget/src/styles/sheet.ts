import css from "./widget.css?inline";

/** Puts a style sheet on a shadow root. Constructed sheets are not inline styles: a page's CSP lets them pass. */
export function adopt(root: ShadowRoot, text: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Browsers before 2023 can't construct sheets.
    const style = document.createElement("style");
    style.textContent = text;
    root.append(style);
  }
}

export function adoptBase(root: ShadowRoot): void {
  adopt(root, css);
}
