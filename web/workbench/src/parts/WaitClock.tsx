import ClockCircleOutlined from "@ant-design/icons/ClockCircleOutlined";
import WarningFilled from "@ant-design/icons/WarningFilled";
import { useText } from "../i18n";
import type { Conversation } from "../protocol/types";
import styles from "./parts.module.css";
import { span, urgency } from "./time";
import { useNow } from "./useNow";

/** The waiting clock: time left to the shop's limit. The sign changes with the colour, so colour is never alone. */
export function WaitClock({ of }: { of: Pick<Conversation, "waiting_since" | "respond_by"> }) {
  const t = useText();
  const now = useNow();
  if (!of.waiting_since || !of.respond_by) return null;
  const by = Date.parse(of.respond_by);
  const tone = urgency(Date.parse(of.waiting_since), by, now);
  const over = now > by;
  const text = span(by - now);
  return (
    <span
      className={`${styles.clock} ${styles[tone]}`}
      data-testid="wait-clock"
      data-urgency={tone}
      role="timer"
      aria-label={over ? t.clock.over(text) : t.clock.left(text)}
      title={over ? t.clock.over(text) : t.clock.left(text)}
    >
      {tone === "urgent" ? <WarningFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}
      {over ? t.clock.overShort(text) : text}
    </span>
  );
}
