import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import styles from "./composer.module.css";
import { type Mark, segments } from "./gate";
import type { KeyPress } from "./keys";

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  marks: readonly Mark[];
  label: string;
  placeholder: string;
  /** Id of the listbox while the popup is open, and of its chosen option. */
  popup: { list: string; option: string } | null;
  onText(text: string, caret: number): void;
  onCaret(caret: number): void;
  /** True when the key was used. */
  onKey(press: KeyPress, composing: boolean): boolean;
  onPaste(event: ClipboardEvent): void;
  onBlur(): void;
}

/** A textarea that grows, with the gate's waves drawn on a layer of the same words behind it. */
export function Field(props: Props) {
  const { field, text, marks, popup } = props;
  const composing = useRef(false);
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, keyCode, shiftKey, ctrlKey, altKey, metaKey } = event;
    const isComposing = event.nativeEvent.isComposing;
    const press = { key, keyCode, shiftKey, ctrlKey, altKey, metaKey, isComposing };
    if (!props.onKey(press, composing.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.field}>
      <div className={styles.layer} aria-hidden data-testid="gate-layer">
        {segments(text, marks).map((segment) => (
          <span key={segment.start} data-level={segment.level ?? undefined}>
            {segment.text}
          </span>
        ))}
        {"\u200b"}
      </div>
      <textarea
        ref={field}
        className={styles.input}
        value={text}
        rows={1}
        aria-label={props.label}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={popup?.list}
        aria-activedescendant={popup?.option}
        aria-invalid={marks.some((mark) => mark.finding.level === "block")}
        onChange={(event) => props.onText(event.target.value, event.target.selectionEnd)}
        onSelect={(event) => props.onCaret(event.currentTarget.selectionEnd)}
        onKeyDown={keyDown}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          // Safari ends the composition before the Enter that closed it arrives.
          setTimeout(() => {
            composing.current = false;
          }, 0);
        }}
        onPaste={props.onPaste}
        onBlur={props.onBlur}
        data-testid="composer"
      />
    </div>
  );
}
