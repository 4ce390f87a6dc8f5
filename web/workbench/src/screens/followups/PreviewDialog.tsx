import Modal from "antd/es/modal";
import { useEffect } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import styles from "./followups.module.css";
import { type Preview, type Rule, useFollowupActs } from "./useFollowups";

const TONES: Record<Preview["lines"][number]["verdict"], Tone> = {
  send: "good",
  copy: "accent",
  approval: "waiting",
  held: "plain",
  later: "waiting",
  stopped: "plain",
};

/** Whom a rule would write to now, and in which words. */
export function PreviewDialog({ shop, rule, onClose }: { shop: string; rule: Rule; onClose(): void }) {
  const t = useText();
  const { preview } = useFollowupActs(shop);
  const { mutate } = preview;
  useEffect(() => mutate(rule.id), [mutate, rule.id]);
  const found = preview.data;
  return (
    <Modal open title={t.followups.previewTitle(rule.name)} onCancel={onClose} footer={null} width={640}>
      {preview.isError ? <Failed error={preview.error} onRetry={() => mutate(rule.id)} /> : null}
      {!found && !preview.isError ? <Loading rows={5} /> : null}
      {found && !found.lines.length ? <Blank title={t.followups.previewEmpty} /> : null}
      {found?.lines.length ? (
        <>
          <p className={styles.quiet}>{t.followups.previewHint(found.whole)}</p>
          <ul className={styles.lines}>
            {found.lines.map((line) => (
              <li key={`${line.nick}/${line.order ?? ""}`} className={styles.line}>
                <div className={styles.ruleHead}>
                  <strong>{line.nick}</strong>
                  {line.order ? <span className={styles.quiet}>…{line.order.slice(-4)}</span> : null}
                  <span className={styles.gap} />
                  <State tone={TONES[line.verdict]}>{t.followups.verdict[line.verdict]}</State>
                </div>
                <p className={styles.words}>{line.text || t.common.none}</p>
                {line.why ? <p className={styles.quiet}>{line.why}</p> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Modal>
  );
}
