import Popover from "antd/es/popover";
import { useText } from "../../../i18n";
import type { Fact } from "../../../protocol/types";
import styles from "./chat.module.css";

/** The cells that a line rests on, one press away. */
export function Sources({ facts }: { facts: readonly Fact[] }) {
  const t = useText();
  return (
    <Popover trigger="click" content={<FactList facts={facts} />}>
      <button type="button" className={styles.sources} data-testid="sources">
        {t.chat.sources(facts.length)} ↗
      </button>
    </Popover>
  );
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={`${fact.source}/${fact.field}`}>
          <dt>{fact.field}</dt>
          <dd>{fact.value}</dd>
          <dd className={styles.factSource}>{fact.source}</dd>
        </div>
      ))}
    </dl>
  );
}
