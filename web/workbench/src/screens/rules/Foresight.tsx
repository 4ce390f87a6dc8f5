import Alert from "antd/es/alert";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useEffect, useState } from "react";
import { sentence, type Texts, useText } from "../../i18n";
import type { CaseChange, ChangePreview, ChangeWish } from "../../protocol/types";
import styles from "./rules.module.css";
import { useRuleActs } from "./useRules";

/** Asks, at a press, what a change would do to the last week's sentences and to open cases. */
export function Foresight({ shop, wish }: { shop: string; wish(): ChangeWish }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useRuleActs(shop);
  const [seen, setSeen] = useState<ChangePreview | null>(null);
  const look = async () => {
    try {
      setSeen(await acts.foresee(wish()));
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <div className={styles.preview}>
      <Button size="small" onClick={() => void look()} data-testid="rule-preview">
        {t.rules.own.preview}
      </Button>
      {seen ? <Effect seen={seen} /> : null}
    </div>
  );
}

/** What ends with a rule; asked as soon as it is shown. */
export function EndForesight({ shop, rule }: { shop: string; rule: number }) {
  const t = useText();
  const acts = useRuleActs(shop);
  const [seen, setSeen] = useState<ChangePreview | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    acts.foresee({ kind: "end", rule, text: "", finding_kind: "", category: "", value: "" }).then(setSeen, setFailed);
  }, [acts, rule]);
  if (failed) return <Alert type="error" title={sentence(t, failed)} />;
  return <div className={styles.foresight}>{seen ? <Effect seen={seen} /> : t.rules.own.looking}</div>;
}

function Effect({ seen }: { seen: ChangePreview }) {
  const t = useText();
  const own = t.rules.own;
  const hits = [...seen.found, ...seen.freed];
  return (
    <div data-testid="rule-effect">
      {seen.about === "sentences" ? (
        <p className={styles.meta}>
          {seen.freed_count
            ? own.freed(seen.freed_count, seen.sentences)
            : own.previewed(seen.found_count, seen.sentences)}
        </p>
      ) : null}
      {hits.map((hit) => (
        <p key={`${hit.conversation}/${hit.at}`} className={styles.line}>
          {hit.text}
        </p>
      ))}
      {seen.about === "cases" ? <p className={styles.meta}>{own.turned(seen.changed.length, seen.cases)}</p> : null}
      {seen.changed.map((one) => (
        <p key={one.id} className={styles.line} data-testid="case-turned">
          {[one.number, one.nick].filter(Boolean).join(" · ")}: {verdict(t, one.before)} → {verdict(t, one.after)}
        </p>
      ))}
    </div>
  );
}

function verdict(t: Texts, one: CaseChange["before"]): string {
  const texts = t.rules.try;
  return [
    texts.outcomes[one.outcome as keyof typeof texts.outcomes] ?? one.outcome,
    one.amount ? texts.refund(one.amount) : "",
    one.return_freight_payer ? texts.freight[one.return_freight_payer as keyof typeof texts.freight] : "",
  ]
    .filter(Boolean)
    .join(" ");
}
