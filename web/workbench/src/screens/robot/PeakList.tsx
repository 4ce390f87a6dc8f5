import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { fieldText, fromField } from "../../parts/time";
import { useNow } from "../../parts/useNow";
import type { Peak } from "../../protocol/types";
import { newPeak, peakState } from "./peaks";
import styles from "./robot.module.css";

interface Props {
  peaks: readonly Peak[];
  /** The shop's: the clock by which a rush begins and ends. */
  zone: string | undefined;
  disabled: boolean;
  onChange(peaks: Peak[]): void;
}

const TONES = { running: "accent", coming: "waiting", over: "plain" } as const;

/** The calendar of rushes, and what changes while one runs. */
export function PeakList({ peaks, zone, disabled, onChange }: Props) {
  const t = useText();
  const now = useNow();
  const set = (at: number, part: Partial<Peak>) =>
    onChange(peaks.map((peak, n) => (n === at ? { ...peak, ...part } : peak)));
  return (
    <section className={styles.card} data-testid="peaks">
      <p className={styles.line}>
        <strong className={styles.grow}>{t.robot.peak.title}</strong>
        {disabled ? null : (
          <Button onClick={() => onChange([...peaks, newPeak(now, t.robot.peak.name)])} data-testid="peak-add">
            {t.robot.peak.add}
          </Button>
        )}
      </p>
      <p className={styles.quiet}>{t.robot.peak.hint}</p>
      {peaks.length ? null : <p className={styles.quiet}>{t.robot.peak.none}</p>}
      {peaks.map((peak, n) => {
        const state = peakState(peak, now);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name being typed must not move the fields
          <fieldset key={n} className={styles.peak} disabled={disabled}>
            <div className={styles.line}>
              <Input
                className={styles.grow ?? ""}
                value={peak.name}
                maxLength={40}
                aria-label={t.robot.peak.name}
                onChange={(event) => set(n, { name: event.target.value })}
              />
              <State tone={TONES[state]}>{t.robot.peak.states[state]}</State>
              <Button type="link" danger onClick={() => onChange(peaks.filter((_, at) => at !== n))}>
                {t.robot.entries.remove}
              </Button>
            </div>
            <div className={styles.fields}>
              <label htmlFor={`peak-starts-${n}`}>
                {t.robot.peak.starts}
                <Input
                  id={`peak-starts-${n}`}
                  type="datetime-local"
                  value={fieldText(peak.starts, zone)}
                  onChange={(event) => event.target.value && set(n, { starts: fromField(event.target.value, zone) })}
                />
              </label>
              <label htmlFor={`peak-ends-${n}`}>
                {t.robot.peak.ends}
                <Input
                  id={`peak-ends-${n}`}
                  type="datetime-local"
                  value={fieldText(peak.ends, zone)}
                  onChange={(event) => event.target.value && set(n, { ends: fromField(event.target.value, zone) })}
                />
              </label>
              <label htmlFor={`peak-greeting-${n}`}>
                {t.robot.peak.greeting}
                <Input
                  id={`peak-greeting-${n}`}
                  value={peak.greeting}
                  maxLength={200}
                  onChange={(event) => set(n, { greeting: event.target.value })}
                />
              </label>
              <label htmlFor={`peak-capacity-${n}`}>
                {t.robot.peak.capacity}
                <InputNumber<number>
                  id={`peak-capacity-${n}`}
                  min={100}
                  max={400}
                  step={10}
                  suffix="%"
                  value={peak.capacity_pct}
                  onChange={(capacity_pct) => capacity_pct !== null && set(n, { capacity_pct })}
                />
              </label>
            </div>
            <div className={styles.line}>
              <Checkbox checked={peak.frozen ?? true} onChange={(event) => set(n, { frozen: event.target.checked })}>
                {t.robot.peak.frozen}
              </Checkbox>
              <Checkbox
                checked={peak.unpaid_first ?? true}
                onChange={(event) => set(n, { unpaid_first: event.target.checked })}
              >
                {t.robot.peak.unpaid}
              </Checkbox>
            </div>
          </fieldset>
        );
      })}
    </section>
  );
}
