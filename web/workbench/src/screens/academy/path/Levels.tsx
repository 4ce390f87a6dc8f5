import AntApp from "antd/es/app";
import Button from "antd/es/button";
import InputNumber from "antd/es/input-number";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import page from "../../page.module.css";
import styles from "./path.module.css";
import { type Demand, type Level, useLevels, usePathActs } from "./usePath";

const NAMES = ["days", "practices", "practice_score", "red_cards", "typing", "final", "chats"] as const;

/** What each level asks for, a column a level. */
export function Levels({ shop }: { shop: string }) {
  const t = useText();
  const levels = useLevels(shop);
  if (levels.isPending) return <Loading rows={3} />;
  if (levels.isError) return <Failed error={levels.error} onRetry={() => levels.refetch()} />;
  return (
    <details className={styles.levels}>
      <summary>
        <h3 className={page.sectionTitle}>{t.path.levelsTitle}</h3>
      </summary>
      <p className={styles.meta}>{t.path.levelsHint}</p>
      <div className={styles.columns}>
        {levels.data.map((level) => (
          <Column key={`${level.level}${level.version}`} shop={shop} level={level} />
        ))}
      </div>
    </details>
  );
}

function Column({ shop, level }: { shop: string; level: Level }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const [demand, setDemand] = useState<Demand>(level.demand);
  const save = async () => {
    try {
      await acts.level.mutateAsync({ level: level.level, demand, version: level.version });
      message.success(t.common.saved);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <section className={styles.column}>
      <strong>{t.path.levels[level.level]}</strong>
      {NAMES.map((name) => (
        <label key={name} htmlFor={`${level.level}-${name}`}>
          <span>{t.path.requirements[name]}</span>
          <InputNumber
            id={`${level.level}-${name}`}
            size="small"
            min={0}
            precision={0}
            value={demand[name] ?? 0}
            onChange={(value) => setDemand({ ...demand, [name]: value ?? 0 })}
          />
        </label>
      ))}
      <Button size="small" onClick={save} loading={acts.level.isPending}>
        {t.common.save}
      </Button>
    </section>
  );
}
