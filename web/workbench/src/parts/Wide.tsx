import type { ReactNode } from "react";
import styles from "./parts.module.css";

/** Something wider than the window: scrolled by mouse and, since it can be focused, by the arrow keys. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached from the keyboard
    <section className={styles.wide} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
