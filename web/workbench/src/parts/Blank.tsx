import Button from "antd/es/button";
import Skeleton from "antd/es/skeleton";
import type { ReactNode } from "react";
import { sentence, useText } from "../i18n";
import styles from "./parts.module.css";

interface BlankProps {
  title: string;
  hint?: string;
  children?: ReactNode;
}

/** Nothing here: says what will come and how to start it. */
export function Blank({ title, hint, children }: BlankProps) {
  return (
    <div className={styles.blank}>
      <p className={styles.blankTitle}>{title}</p>
      {hint ? <p className={styles.blankHint}>{hint}</p> : null}
      {children}
    </div>
  );
}

export function Failed({ error, onRetry }: { error?: unknown; onRetry(): void }) {
  const t = useText();
  return (
    <div className={styles.blank} role="alert">
      <p className={styles.blankTitle}>{t.context.failed}</p>
      <p className={styles.blankHint}>{sentence(t, error)}</p>
      <Button onClick={onRetry}>{t.common.retry}</Button>
    </div>
  );
}

/** Keeps the shape of what will come. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const t = useText();
  return (
    <div className={styles.loading} role="status" aria-label={t.common.loading}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
