import { comma, type Texts, useText } from "../../i18n";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { TriedCase } from "../../protocol/types";
import styles from "./rules.module.css";

const TONES: Record<string, Tone> = {
  approve: "good",
  approve_conditionally: "accent",
  refuse: "urgent",
  ask_evidence: "waiting",
  escalate: "waiting",
};

/** A decision opened: result, sum, deadline with its warnings, and each step with its rule and grounds. */
export function Decided({ decision, zone }: { decision: TriedCase; zone: string | undefined }) {
  const t = useText();
  const texts = t.rules.try;
  const due = decision.deadline_what as keyof Texts["rules"]["try"]["due"] | null;
  return (
    <section className={styles.rule} data-testid="decided">
      <div className={styles.head}>
        <State tone={TONES[decision.outcome] ?? "plain"}>
          {texts.outcomes[decision.outcome as keyof typeof texts.outcomes] ?? decision.outcome}
        </State>
        {decision.amount ? <strong>{texts.refund(decision.amount)}</strong> : null}
        {decision.return_freight_payer ? (
          <span>{texts.freight[decision.return_freight_payer as keyof typeof texts.freight]}</span>
        ) : null}
        {due && decision.deadline_at ? (
          <span>
            {texts.due[due]} <When at={decision.deadline_at} zone={zone} form="long" />
          </span>
        ) : null}
      </div>
      <p className={styles.body}>{decision.explanation}</p>
      <p className={styles.label}>{texts.steps}</p>
      <ol className={styles.steps}>
        {decision.steps.map((step) => (
          <li key={step.rule}>
            {step.text || step.rule}
            <p className={styles.meta}>
              {step.rule} · {step.basis.join(comma())}
            </p>
          </li>
        ))}
      </ol>
      {decision.warnings.length ? (
        <p className={styles.meta}>
          {texts.warnings}:{" "}
          {decision.warnings.map((rung) => (
            <span key={rung.hours}>
              {texts.hours(rung.hours)} <When at={rung.at} zone={zone} form="long" />{" "}
            </span>
          ))}
          · {texts.passed}: {decision.when_passed}
        </p>
      ) : null}
    </section>
  );
}
