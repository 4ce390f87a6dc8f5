import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useText } from "../../i18n";
import { today } from "../shifts/days";
import styles from "./reports.module.css";
import { nameOf, SPANS, type SpanName, spanOf } from "./spans";
import type { Span } from "./useReports";

/** The days by name, or the first and the last; the last never before the first. */
export function Days({ zone, span, onSpan }: { zone: string; span: Span; onSpan(span: Span): void }) {
  const t = useText();
  const now = today(zone);
  const last = (a: string, b: string) => (a > b ? a : b);
  return (
    <div className={styles.bar}>
      <Segmented<SpanName | "">
        value={nameOf(span, now) ?? ""}
        onChange={(name) => name && onSpan(spanOf(name, now))}
        options={SPANS.map((value) => ({ value, label: t.reports.spans[value] }))}
        data-testid="span"
      />
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
