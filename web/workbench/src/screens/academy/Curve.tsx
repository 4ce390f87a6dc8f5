import { useText } from "../../i18n";
import styles from "./academy.module.css";

const WIDTH = 600;
const HEIGHT = 80;
const EDGE = 6;

/** The mood after each turn, from the shop's door on. */
export function Curve({ start, moods }: { start: number; moods: readonly number[] }) {
  const t = useText();
  const all = [start, ...moods];
  const step = (WIDTH - 2 * EDGE) / Math.max(all.length - 1, 1);
  const points = all.map((mood, at) => ({
    x: EDGE + at * step,
    y: EDGE + ((100 - mood) / 100) * (HEIGHT - 2 * EDGE),
    mood,
    at,
  }));
  return (
    <figure className={styles.curve} data-testid="mood-curve">
      <figcaption className={styles.label}>{t.academy.mood}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t.academy.mood}: ${all.join(", ")}`}>
        <polyline points={points.map((p) => `${p.x},${p.y}`).join(" ")} />
        {points.map((p) => (
          <circle key={p.at} cx={p.x} cy={p.y} r={3}>
            <title>{t.academy.moodAt(p.at, p.mood)}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}
