import { useVirtualizer } from "@tanstack/react-virtual";
import Button from "antd/es/button";
import Popconfirm from "antd/es/popconfirm";
import { useRef } from "react";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import type { Phrase } from "../../protocol/types";
import { MEASURES } from "../../theme/palette";
import styles from "./phrases.module.css";

interface Props {
  phrases: readonly Phrase[];
  mayChange(phrase: Phrase): boolean;
  onEdit(phrase: Phrase): void;
  onRemove(id: number): Promise<void>;
}

/** Ten thousand phrases and only those in sight are drawn. */
export function PhraseList({ phrases, mayChange, onEdit, onRemove }: Props) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: phrases.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => MEASURES.row,
    getItemKey: (index) => phrases[index]?.id ?? index,
    overscan: 6,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever scrolls by keyboard must be able to stand here
    <section className={styles.rows} ref={scroller} tabIndex={0} aria-label={t.phrases.title}>
      <ul className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const phrase = phrases[item.index];
          if (!phrase) return null;
          const { id, code, text, group, personal, uses, live, activity } = phrase;
          return (
            <li
              key={item.key}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
              data-testid="phrase-row"
            >
              <span className={styles.code}>{code ? <kbd className={styles.kbd}>/{code}</kbd> : null}</span>
              <span className={styles.text} title={text}>
                {text}
              </span>
              <span className={styles.side}>
                {live === false ? <State tone="waiting">{t.offers.off(activity ?? "")}</State> : null}
                {personal ? <State tone="accent">{t.phrases.mine}</State> : null}
                {group ? <State>{group}</State> : null}
                {uses ? <span className={styles.uses}>{t.phrases.uses(uses)}</span> : null}
              </span>
              {mayChange(phrase) ? (
                <span className={styles.acts}>
                  <Button size="small" type="link" onClick={() => onEdit(phrase)} data-testid="phrase-edit">
                    {t.phrases.change}
                  </Button>
                  <Popconfirm
                    title={t.phrases.removeAsk(text.slice(0, 20))}
                    okText={t.phrases.remove}
                    cancelText={t.common.cancel}
                    onConfirm={() => onRemove(id)}
                  >
                    <Button size="small" type="link" data-testid="phrase-remove">
                      {t.phrases.remove}
                    </Button>
                  </Popconfirm>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
