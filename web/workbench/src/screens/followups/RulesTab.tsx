import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import styles from "./followups.module.css";
import { PreviewDialog } from "./PreviewDialog";
import { RuleDrawer } from "./RuleDrawer";
import { type Rule, useFollowupActs, useRules, wishOf } from "./useFollowups";

export function RulesTab({ shop, leads }: { shop: string; leads: boolean }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const rules = useRules(shop);
  const acts = useFollowupActs(shop);
  const [edited, setEdited] = useState<Rule | null>(null);
  const [shown, setShown] = useState<Rule | null>(null);
  if (rules.isPending) return <Loading rows={8} />;
  if (rules.isError) return <Failed error={rules.error} onRetry={() => rules.refetch()} />;

  const toggle = (rule: Rule, enabled: boolean) =>
    acts.change.mutate(
      { id: rule.id, wish: { ...wishOf(rule), enabled } },
      { onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <>
      <ul className={styles.rules}>
        {rules.data.rules.map((rule) => (
          <li key={rule.id} className={styles.rule} data-testid={`followup-${rule.kind}`}>
            <div className={styles.ruleHead}>
              <strong>{rule.name}</strong>
              <State tone={rule.nature === "marketing" ? "waiting" : "accent"}>{t.followups.nature[rule.nature]}</State>
              <span className={styles.quiet}>{t.followups.kinds[rule.kind]}</span>
              <span className={styles.gap} />
              <span className={styles.quiet}>
                {t.followups.counts(rule.states.sent ?? 0, rule.states.stopped ?? 0)}
              </span>
              <Switch
                checked={rule.enabled}
                disabled={!leads}
                loading={acts.change.isPending && acts.change.variables?.id === rule.id}
                onChange={(on) => toggle(rule, on)}
                aria-label={`${rule.name} ${rule.enabled ? t.followups.on : t.followups.off}`}
              />
            </div>
            {rule.touches.map((touch) => (
              <p key={touch.after_min} className={styles.words}>
                <span className={styles.after}>{t.followups.afterText(touch.after_min)}</span>
                {touch.text}
              </p>
            ))}
            <div className={styles.ruleFoot}>
              <Button size="small" onClick={() => setShown(rule)} data-testid={`preview-${rule.kind}`}>
                {t.followups.preview}
              </Button>
              {leads ? (
                <Button size="small" onClick={() => setEdited(rule)} data-testid={`edit-${rule.kind}`}>
                  {t.followups.edit}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {edited ? (
        <RuleDrawer
          key={edited.id}
          shop={shop}
          rule={edited}
          variables={rules.data.variables}
          onClose={() => setEdited(null)}
        />
      ) : null}
      {shown ? <PreviewDialog shop={shop} rule={shown} onClose={() => setShown(null)} /> : null}
    </>
  );
}
