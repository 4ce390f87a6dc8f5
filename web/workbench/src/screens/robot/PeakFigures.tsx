import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { Numbers } from "../reports/Numbers";
import styles from "./robot.module.css";
import { usePeakFigures } from "./useRobot";

/** Rushes by their own measure: each beside the rush before it, not beside usual days. */
export function PeakFigures({ shop, version }: { shop: string; version: number }) {
  const t = useText();
  const found = usePeakFigures(shop, version);
  if (!found.data?.length) return null;
  return (
    <section className={styles.card} data-testid="peak-figures">
      <strong>{t.robot.peak.figures}</strong>
      <p className={styles.quiet}>{t.robot.peak.figuresHint}</p>
      {found.data.map((one) => (
        <div key={`${one.name} ${one.first}`} className={styles.peak}>
          <p className={styles.line}>
            <strong className={styles.grow}>{`${one.name} · ${one.first} – ${one.last}`}</strong>
            {one.running ? <State tone="accent">{t.robot.peak.states.running}</State> : null}
          </p>
          <p className={styles.quiet}>
            {one.against ? t.robot.peak.against(`${one.against}（${one.against_first}）`) : t.robot.peak.firstOne}
          </p>
          <Numbers numbers={one.numbers} />
        </div>
      ))}
    </section>
  );
}
