import Input from "antd/es/input";
import { useText } from "../../i18n";
import styles from "./reports.module.css";
import type { Span } from "./useReports";

/** First and last day; the last never before the first. */
export function Days({ span, onSpan }: { span: Span; onSpan(span: Span): void }) {
  const t = useText();
  const last = (a: string, b: string) => (a > b ? a : b);
  return (
    <div className={styles.bar}>
      <Input
        type="date"
        value={span.day}
        onChange={(e) => e.target.value && onSpan({ day: e.target.value, until: last(e.target.value, span.until) })}
        aria-label={t.reports.from}
        className={styles.date ?? ""}
      />
      <Input
        type="date"
        value={span.until}
        min={span.day}
        onChange={(e) => e.target.value && onSpan({ ...span, until: last(span.day, e.target.value) })}
        aria-label={t.reports.until}
        className={styles.date ?? ""}
      />
    </div>
  );
}
