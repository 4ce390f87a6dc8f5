import styles from "./parts.module.css";

export type Tone = "plain" | "accent" | "good" | "waiting" | "urgent";

/** A state or a tag in one word; looks the same everywhere. */
export function State({ children, tone = "plain" }: { children: string; tone?: Tone }) {
  return <span className={`${styles.state} ${styles[`tone-${tone}`]}`}>{children}</span>;
}

const ORDER_TONES: Record<string, Tone> = {
  unpaid: "waiting",
  grouping: "waiting",
  delivered: "good",
  finished: "good",
  closed_unpaid: "plain",
  closed_refunded: "plain",
  locked: "urgent",
};

/** The tone of an order's state, by its code; what is on its way has the accent. */
export function orderTone(status: string): Tone {
  return ORDER_TONES[status] ?? "accent";
}
