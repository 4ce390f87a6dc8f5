import type { ReactNode, Ref } from "react";
import { sameDay } from "../../../parts/time";
import type { Message } from "../../../protocol/types";
import { Bubble } from "./Bubble";
import styles from "./chat.module.css";
import { Day } from "./Day";

interface Props {
  message: Message;
  /** The line above it. */
  before: Message | undefined;
  zone: string | undefined;
  read: boolean;
  /** This is the line one looked for. */
  found?: boolean;
}

/** A message with the day above it, where a day begins. */
export function Line({ message, before, zone, read, found = false }: Props) {
  return (
    <>
      {before && sameDay(before.at, message.at, zone) ? null : <Day at={message.at} zone={zone} />}
      <div className={found ? styles.found : styles.passing} data-found={found || undefined}>
        <Bubble message={message} zone={zone} read={read} follows={sameVoice(before, message)} />
      </div>
    </>
  );
}

function sameVoice(before: Message | undefined, message: Message): boolean {
  if (!before || before.recalled || before.author !== message.author) return false;
  const same = before.staff_id === message.staff_id && before.visibility === message.visibility;
  return same && before.assisted === message.assisted;
}

/** The place of a line in the window; it is measured there. */
export function Place({ at, measure, children }: { at: number; measure: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div className={styles.place} data-index={at} ref={measure}>
      {children}
    </div>
  );
}
