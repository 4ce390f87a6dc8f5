import { useText } from "../../i18n";
import { figureText, trendOf } from "./figure";
import styles from "./reports.module.css";
import type { NumberView } from "./useReports";

interface Props {
  numbers: readonly NumberView[];
  onOpen?: ((figure: string) => void) | undefined;
}

/** Figures beside those of the period before; pressing one opens its definition. */
export function Numbers({ numbers, onOpen }: Props) {
  const t = useText();
  return (
    <ul className={styles.numbers} data-testid="numbers">
      {numbers.map((one) => {
        const trend = trendOf(one.key, one.value, one.before);
        const inside = (
          <>
            <span className={styles.quiet}>{t.reports.names[one.key] ?? one.key}</span>
            <strong className={styles.value}>{figureText(t, one.key, one.value)}</strong>
            <span className={`${styles.quiet} ${trend ? styles[trend] : ""}`}>
              {one.before === null ? "\u00a0" : t.reports.before(figureText(t, one.key, one.before))}
            </span>
          </>
        );
        return (
          <li key={one.key}>
            {onOpen ? (
              <button type="button" className={styles.number} onClick={() => onOpen(one.key)}>
                {inside}
              </button>
            ) : (
              <span className={styles.number}>{inside}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
