import { comma, intentName, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { AnswerWhy } from "../../protocol/types";
import { FactList } from "../desk/chat/Sources";
import styles from "./robot.module.css";
import { useWhy } from "./useRobot";

interface Props {
  shop: string;
  conversation: number;
  seq: number;
}

/** Why the robot answers a line as it does; asked when it is opened. */
export function Why({ shop, conversation, seq }: Props) {
  const why = useWhy(shop, conversation, seq);
  if (why.isPending) {
    return (
      <div className={styles.why}>
        <Loading rows={6} />
      </div>
    );
  }
  if (why.isError) return <Failed error={why.error} onRetry={() => why.refetch()} />;
  return <WhyParts why={why.data} />;
}

const GATE_TONE = { pass: "good", warn: "waiting", block: "urgent" } as const;

/** Reading, evidence, fact lock, gate: the same everywhere. */
export function WhyParts({ why }: { why: AnswerWhy }) {
  const t = useText();
  const broken = why.claims.filter((claim) => !claim.held);
  return (
    <div className={styles.why} data-testid="why">
      <section>
        <h4 className={styles.part}>{t.robot.reading}</h4>
        <ul className={styles.chips}>
          {why.reading.intents.map((one) => (
            <li key={`${one.intent}/${one.span}`}>
              <State tone="accent">{`${intentName(t, one.intent)} ${t.robot.percent(one.confidence)}`}</State>
              {one.span && why.reading.intents.length > 1 ? <span className={styles.quiet}>“{one.span}”</span> : null}
            </li>
          ))}
          <li>
            <State>{t.mood[why.reading.mood]}</State>
            {why.reading.urgent ? <State tone="urgent">{t.robot.urgent}</State> : null}
          </li>
        </ul>
        {why.reading.entities.length ? (
          <dl className={styles.pairs}>
            {why.reading.entities.map((one) => (
              <div key={one.name}>
                <dt>{t.robot.entity[one.name] ?? one.name}</dt>
                <dd>{one.value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </section>
      <section>
        <h4 className={styles.part}>
          {t.robot.evidence} · {t.robot.confidence} {t.robot.percent(why.confidence)}
        </h4>
        {why.facts.length ? <FactList facts={why.facts} /> : <p className={styles.quiet}>{t.robot.lockNone}</p>}
      </section>
      <section>
        <h4 className={styles.part}>{t.robot.lock}</h4>
        <p className={styles.quiet}>
          {broken.length
            ? t.robot.lockBroken(broken.length)
            : why.claims.length
              ? t.robot.lockHeld(why.claims.length)
              : t.robot.lockNone}
        </p>
        <ul className={styles.claims} title={t.robot.lockHint}>
          {why.claims.map((claim) => (
            <li key={`${claim.kind}/${claim.text}`} data-held={claim.held}>
              <strong>{claim.text}</strong>
              <span className={styles.quiet}>
                {claim.kind} · {claim.held ? claim.sources.join(comma()) || "✓" : t.robot.unsupported}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h4 className={styles.part}>{t.robot.gate}</h4>
        <p className={styles.line}>
          <State tone={GATE_TONE[why.gate.verdict]}>{t.robot.gateWord[why.gate.verdict]}</State>
          {why.gate.findings.map((finding) => (
            <span key={`${finding.start}/${finding.kind}`} className={styles.quiet}>
              “{finding.span}” {finding.reason}
            </span>
          ))}
        </p>
        {why.modes.length ? (
          <p className={styles.line}>
            <span className={styles.quiet}>{t.robot.modes}</span>
            {why.modes.map((one) => (
              <State key={one.intent}>{`${intentName(t, one.intent)} ${t.settings.modes[one.mode]}`}</State>
            ))}
          </p>
        ) : null}
        <p className={styles.quiet}>{t.robot.timing(why.read_ms, why.answer_ms)}</p>
      </section>
    </div>
  );
}
