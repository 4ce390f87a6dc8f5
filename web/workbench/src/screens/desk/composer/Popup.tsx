import { type ReactNode, useEffect, useRef } from "react";
import styles from "./composer.module.css";

export interface PopupItem {
  key: string;
  body: ReactNode;
  choose(): void;
}

interface Props {
  id: string;
  label: string;
  items: readonly PopupItem[];
  at: number;
  empty: string;
  testId: string;
  onHover(index: number): void;
}

/** The list over the composer: phrases, products, colleagues. The keys stay in the text field. */
export function Popup({ id, label, items, at, empty, testId, onHover }: Props) {
  const chosen = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row changes with `at`
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void chosen.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div className={styles.popup} role="listbox" id={id} aria-label={label} data-testid={`${testId}-popup`}>
      {items.length ? null : <p className={styles.popupEmpty}>{empty}</p>}
      {items.map((item, i) => (
        <div
          key={item.key}
          id={`${id}-${i}`}
          ref={i === at ? chosen : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className={styles.option}
          // The field must not lose the caret.
          onMouseDown={(event) => {
            event.preventDefault();
            item.choose();
          }}
          onMouseMove={() => onHover(i)}
          data-testid={`${testId}-item`}
        >
          {item.body}
        </div>
      ))}
    </div>
  );
}
