import { useText } from "../i18n";
import { State, type Tone } from "./State";
import { span } from "./time";
import { useNow } from "./useNow";

const SOON_MS = 4 * 3_600_000;
const DAY_MS = 86_400_000;

/** How much is left to a deadline, or how long it is past. */
export function Left({ by }: { by: string }) {
  const t = useText();
  const left = Date.parse(by) - useNow();
  const tone: Tone = left < 0 ? "urgent" : left < SOON_MS ? "waiting" : "plain";
  const days = Math.floor(Math.abs(left) / DAY_MS);
  const text = days >= 2 ? t.clock.days(days) : span(left);
  return <State tone={tone}>{left < 0 ? t.clock.over(text) : t.clock.left(text)}</State>;
}
