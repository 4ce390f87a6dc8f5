import { useText } from "../../i18n";
import page from "../page.module.css";
import styles from "./reports.module.css";

const WIDTH = 720;
const HEIGHT = 120;
const FOOT = 18;

/** Turns by hour of the day; the mean wait is said of each. */
export function HourChart({ hours }: { hours: readonly (readonly number[])[] }) {
  const t = useText();
  const most = Math.max(1, ...hours.map(([, turns]) => turns ?? 0));
  const step = WIDTH / 24;
  return (
    <figure className={styles.chart}>
      <figcaption className={page.sectionTitle}>{t.reports.hours}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t.reports.hours}>
        {hours.map(([hour = 0, turns = 0, wait = 0]) => {
          const high = (turns / most) * (HEIGHT - FOOT - 4);
          return (
            <rect
              key={hour}
              x={hour * step + step * 0.15}
              y={HEIGHT - FOOT - high}
              width={step * 0.7}
              height={high}
              rx={2}
            >
              <title>{t.reports.hourBar(hour, turns, wait)}</title>
            </rect>
          );
        })}
        {[0, 6, 12, 18, 23].map((hour) => (
          <text key={hour} x={hour * step + step / 2} y={HEIGHT - 4} textAnchor="middle">
            {hour}
          </text>
        ))}
      </svg>
    </figure>
  );
}
