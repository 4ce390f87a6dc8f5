import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useText } from "../../i18n";
import { When } from "../../parts/When";
import styles from "./shifts.module.css";
import type { Item } from "./useShifts";

interface Props {
  items: readonly Item[];
  zone: string;
  /** What stands behind a line while the handover is written. */
  tools?(at: number): ReactNode;
}

/** The lines of a handover, those of one kind together. */
export function Items({ items, zone, tools }: Props) {
  const t = useText();
  const kinds = [...new Set(items.map((one) => one.kind))];
  if (!items.length) return <p className={styles.quiet}>{t.shifts.nothing}</p>;
  return kinds.map((kind) => (
    <section key={kind}>
      <h3 className={styles.kind}>{t.shifts.kinds[kind]}</h3>
      <ul className={styles.lines}>
        {items.map((one, at) =>
          one.kind === kind ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
            <li key={at} className={styles.line}>
              <div className={styles.head}>
                <strong>{one.title}</strong>
                {one.due_at ? <When at={one.due_at} zone={zone} form="long" /> : null}
                <span className={styles.gap} />
                <Open target={one.ref ?? ""} />
              </div>
              {one.detail ? <p className={styles.words}>{one.detail}</p> : null}
              {tools ? tools(at) : one.next_step ? <p className={styles.next}>→ {one.next_step}</p> : null}
            </li>
          ) : null,
        )}
      </ul>
    </section>
  ));
}

function Open({ target }: { target: string }) {
  const t = useText();
  const [room, id] = target.split(":");
  if (room === "chat" && id)
    return (
      <Link to="/c/$id" params={{ id }}>
        {t.shifts.open}
      </Link>
    );
  if (room === "work") return <Link to="/work">{t.shifts.open}</Link>;
  if (room === "followups") return <Link to="/followups">{t.shifts.open}</Link>;
  return null;
}
