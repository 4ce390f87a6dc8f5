import { colon, useText } from "../../i18n";
import styles from "./academy.module.css";
import type { TypingRuns } from "./path/usePath";
import { LEVELS, level } from "./typing";

const WIDTH = 600;
const HEIGHT = 100;
const EDGE = 6;

/** One's speed over time, as the server has kept it, with the lines of the levels. */
export function TypingCurve({ runs }: { runs: TypingRuns }) {
  const t = useText();
  const speeds = runs.runs.map((one) => one.per_minute);
  const top = Math.max(...speeds, LEVELS[3]) * 1.1;
  const step = (WIDTH - 2 * EDGE) / Math.max(speeds.length - 1, 1);
  const y = (speed: number) => HEIGHT - EDGE - (speed / top) * (HEIGHT - 2 * EDGE);
  const best = { perMinute: runs.best, accuracy: 1, errors: 0 };
  return (
    <figure className={styles.curve} data-testid="typing-curve">
      <figcaption className={styles.label}>
        {t.academy.lastRuns}
        {colon()}
        {speeds.slice(-10).join(" · ")} · {t.academy.typingBest(runs.best)} ·{" "}
        {t.academy.level(t.academy.levels[level(best)] ?? "")}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t.academy.lastRuns}: ${speeds.join(", ")}`}>
        {LEVELS.slice(1).map((from) => (
          <line key={from} x1={0} x2={WIDTH} y1={y(from)} y2={y(from)} className={styles.levelLine ?? ""} />
        ))}
        <polyline points={speeds.map((speed, at) => `${EDGE + at * step},${y(speed)}`).join(" ")} />
        {runs.runs.map((one, at) => (
          <circle key={one.at} cx={EDGE + at * step} cy={y(one.per_minute)} r={3}>
            <title>{t.academy.perMinute(one.per_minute)}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}
