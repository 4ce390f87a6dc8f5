import { useLanguage, useText } from "../../../i18n";
import { dayText, hourText } from "../../../parts/time";
import { useNow } from "../../../parts/useNow";
import styles from "./chat.module.css";

export function Day({ at, zone }: { at: string; zone: string | undefined }) {
  const t = useText();
  const text = dayText(at, useNow(), t.common, useLanguage(), zone);
  return (
    <div className={styles.day}>
      {text} {hourText(at, zone)}
    </div>
  );
}
