import Button from "antd/es/button";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import type { FaqEntry } from "../../protocol/types";
import styles from "./robot.module.css";

interface Props {
  entry: FaqEntry;
  leads: boolean;
  onEdit(): void;
  onRemove(): void;
}

export function EntryCard({ entry, leads, onEdit, onRemove }: Props) {
  const t = useText();
  return (
    <li className={styles.card} data-testid="faq-entry">
      <p className={styles.line}>
        <strong className={styles.grow}>{entry.question}</strong>
        <span className={styles.count}>{entry.number}</span>
      </p>
      <p className={styles.said}>{entry.answer}</p>
      <p className={styles.line}>
        {entry.outdated.map((why) => (
          <State key={why} tone="urgent">
            {why}
          </State>
        ))}
        <State tone={entry.uses ? "good" : "plain"}>{t.robot.entries.used(entry.uses)}</State>
        {entry.bad ? <State tone="waiting">{t.robot.entries.bad(entry.bad)}</State> : null}
        {entry.own ? <State tone="accent">{t.robot.entries.own}</State> : null}
        {entry.products.map((one) => (
          <State key={one}>{one}</State>
        ))}
        {entry.valid_until ? <State>{`${t.robot.faq.validUntil} ${entry.valid_until}`}</State> : null}
        <span className={styles.grow} />
        {leads ? (
          <>
            <Button size="small" type="link" onClick={onEdit} data-testid="faq-edit">
              {t.robot.entries.edit}
            </Button>
            <Button size="small" type="link" danger onClick={onRemove} data-testid="faq-remove">
              {t.robot.entries.remove}
            </Button>
          </>
        ) : null}
      </p>
      {entry.similar.length ? <p className={styles.quiet}>{entry.similar.join(" / ")}</p> : null}
    </li>
  );
}
