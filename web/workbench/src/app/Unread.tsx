import styles from "./app.module.css";

/** A count on a place of the rail, drawn and not written: its words are in the place's own name. */
export function Unread({ n }: { n: number }) {
  if (!n) return null;
  return <span className={styles.unread} aria-hidden data-count={n > 99 ? "99+" : n} data-testid="notices-unread" />;
}
