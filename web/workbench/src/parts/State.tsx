import styles from "./parts.module.css";

export type Tone = "plain" | "accent" | "good" | "waiting" | "urgent";

/** A state or a tag in one word; looks the same everywhere. */
export function State({ children, tone = "plain" }: { children: string; tone?: Tone }) {
  return <span className={`${styles.state} ${styles[`tone-${tone}`]}`}>{children}</span>;
}

/** The tone of an order's state, by its code in the shop folder. */
export function orderTone(status: string): Tone {
  if (/unpaid|wait_pay/.test(status)) return "waiting";
  if (/closed|cancel|refund/.test(status)) return "plain";
  if (/delivered|finished|signed/.test(status)) return "good";
  return "accent";
}
