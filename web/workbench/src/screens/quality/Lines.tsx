import { useEffect, useRef } from "react";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { hourText } from "../../parts/time";
import styles from "./quality.module.css";
import type { Detail, Found } from "./useQuality";

interface Props {
  detail: Detail;
  zone: string;
  /** Messages of the finding that is looked at. */
  cited: readonly number[];
}

/** The chat; beside each message what was found in it. */
export function Lines({ detail, zone, cited }: Props) {
  const t = useText();
  const list = useRef<HTMLOListElement>(null);
  const first = cited[0];
  useEffect(() => {
    if (first !== undefined)
      list.current?.querySelector(`[data-seq="${first}"]`)?.scrollIntoView({ block: "center", behavior: "auto" });
  }, [first]);
  return (
    <ol className={styles.lines} ref={list} aria-label={t.quality.chat}>
      {detail.messages.map((line) => {
        const found = detail.findings.filter((one) => one.messages.includes(line.seq));
        return (
          <li
            key={line.seq}
            data-seq={line.seq}
            className={`${styles.line} ${styles[line.author] ?? ""} ${cited.includes(line.seq) ? styles.cited : ""}`}
          >
            <span className={styles.quiet}>
              {hourText(line.at, zone)} {line.author === "shopper" ? t.quality.shopper : line.name}
            </span>
            <span className={styles.words}>{line.text || t.common.none}</span>
            {found.length ? <Marks found={found} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function Marks({ found }: { found: readonly Found[] }) {
  const t = useText();
  return (
    <span className={styles.kinds}>
      {found.map((one) => (
        <State key={one.id} tone={one.voided ? "plain" : one.praise ? "good" : one.fatal ? "urgent" : "waiting"}>
          {t.quality.kinds[one.kind] ?? one.name}
        </State>
      ))}
    </span>
  );
}
