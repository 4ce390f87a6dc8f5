import { useLanguage, useText } from "../i18n";
import { dayText, fullText, hourText } from "./time";
import { useNow } from "./useNow";

interface Props {
  at: string;
  zone?: string | undefined;
  /** `short`: the hour today, else the day. `long`: both. */
  form?: "short" | "long";
}

/** A time as people say it: today and yesterday by name. */
export function When({ at, zone, form = "short" }: Props) {
  const t = useText();
  const language = useLanguage();
  const day = dayText(at, useNow(), t.common, language, zone);
  const hour = hourText(at, zone);
  const today = day === t.common.today;
  const text = form === "long" ? `${day} ${hour}` : today ? hour : day;
  return (
    <time dateTime={at} title={fullText(at, language, zone)}>
      {text}
    </time>
  );
}
