import { useText } from "../../i18n";
import styles from "./quality.module.css";

interface Week {
  week: string;
  chats: number;
  score: number | null;
}

const WIDTH = 640;
const HEIGHT = 120;
const FOOT = 20;

/** Mean score week by week; a week without chats stays empty. */
export function Trend({ weeks }: { weeks: readonly Week[] }) {
  const t = useText();
  const step = WIDTH / Math.max(weeks.length, 1);
  const text = (one: Week) =>
    t.quality.weekOf(one.week, one.chats, one.score === null ? t.common.none : `${one.score}`);
  return (
    <figure className={styles.trend}>
      <figcaption className={styles.quiet}>{t.quality.weeks}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={weeks.map(text).join("; ")}>
        {weeks.map((one, at) => {
          const high = ((one.score ?? 0) / 100) * (HEIGHT - 2 * FOOT);
          return (
            <g key={one.week}>
              <title>{text(one)}</title>
              <rect x={at * step + step * 0.2} y={HEIGHT - FOOT - high} width={step * 0.6} height={high} rx={3} />
              <text x={at * step + step / 2} y={HEIGHT - 5} textAnchor="middle">
                {one.week.slice(5)}
              </text>
              {one.score === null ? null : (
                <text x={at * step + step / 2} y={HEIGHT - FOOT - high - 4} textAnchor="middle">
                  {one.score}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
