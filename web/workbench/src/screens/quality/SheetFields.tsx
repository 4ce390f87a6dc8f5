import Checkbox from "antd/es/checkbox";
import InputNumber from "antd/es/input-number";
import { useText } from "../../i18n";
import styles from "./quality.module.css";
import { moved, type SheetState } from "./sheet";

interface Props {
  groups: Record<string, number>;
  state: SheetState;
  onState(state: SheetState): void;
}

/** The groups of a sheet with the points that each loses. */
export function SheetFields({ groups, state, onState }: Props) {
  const t = useText();
  return (
    <>
      <ul className={styles.groups}>
        {Object.entries(groups).map(([key, points], at) => (
          <li key={key} className={at === state.at ? styles.at : undefined} aria-current={at === state.at}>
            <label htmlFor={`group-${key}`}>{t.quality.groups[key] ?? key}</label>
            <span className={styles.quiet}>{points}</span>
            <InputNumber
              id={`group-${key}`}
              size="small"
              min={0}
              max={points}
              value={state.lost[key] ?? 0}
              aria-label={`${t.quality.groups[key] ?? key} ${t.quality.lost}`}
              onChange={(value) => onState(moved(state, groups, { set: key, points: value ?? 0 }))}
            />
          </li>
        ))}
      </ul>
      <Checkbox checked={state.fatal} onChange={() => onState(moved(state, groups, "fatal"))}>
        {t.quality.fatalMark}
      </Checkbox>
    </>
  );
}
