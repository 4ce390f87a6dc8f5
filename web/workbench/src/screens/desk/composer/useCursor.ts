/** Where one writes when a chat opens: in its composer, without another press. */
import { type RefObject, useEffect, useRef } from "react";
import { useUi } from "../../../app/ui";
import { useNarrow } from "../../../parts/useNarrow";

const DIALOG = "[role=dialog] *";
const TYPED = `${DIALOG}, input, textarea, select, [contenteditable=true], [role=menu] *`;

const at = (places: string): boolean => document.activeElement?.matches(places) ?? false;

/** A screen that is touched: its keyboard would rise over what one came to read. */
const touched = (): boolean => globalThis.matchMedia?.("(pointer: coarse)").matches ?? false;

/** `on` = replies can be written. Also after a dialog has closed or when the chat has become one's own, unless one writes elsewhere. */
export function useCursor(field: RefObject<HTMLTextAreaElement | null>, on: boolean): void {
  const narrow = useNarrow();
  const { open } = useUi();
  const opened = useRef(true);
  useEffect(() => {
    if (!on || narrow || open !== null || touched() || at(opened.current ? DIALOG : TYPED)) return;
    opened.current = false;
    field.current?.focus({ preventScroll: true });
  }, [field, on, narrow, open]);
}
