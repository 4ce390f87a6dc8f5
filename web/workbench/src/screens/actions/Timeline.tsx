import { useText } from "../../i18n";
import { When } from "../../parts/When";
import { nameIn } from "../cases/tone";
import styles from "./actions.module.css";
import type { OrderDesk } from "./useOrderDesk";

/** Everything that happened to an order, newest first. */
export function Timeline({ lines, zone }: { lines: OrderDesk["timeline"]; zone: string | undefined }) {
  const t = useText();
  if (!lines.length) return null;
  return (
    <ol className={styles.timeline} data-testid="order-timeline" aria-label={t.orderActs.timeline}>
      {[...lines].reverse().map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no number of their own and never move
        <li key={i}>
          <When at={line.at} zone={zone} form="long" />
          <span>
            {line.kind === "order" || line.kind === "parcel" ? "" : `${nameIn(t.orderActs.kinds, line.kind)} · `}
            {line.text}
            {line.who ? <em> {line.who}</em> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
