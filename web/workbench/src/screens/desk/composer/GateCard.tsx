import Button from "antd/es/button";
import { useState } from "react";
import { useKeyText } from "../../../app/keyText";
import { colon, useText } from "../../../i18n";
import { lazily } from "../../../parts/lazily";
import styles from "./composer.module.css";
import type { Gate } from "./useGate";

const GateDialog = lazily(() => import("./GateDialog").then((m) => m.GateDialog));

interface Props {
  gate: Gate;
  /** Enter was pressed on a text with warnings: asks for a second one. */
  asking: boolean;
  onRewrite(): void;
  onAnyway(): void;
  shop: string;
  conversation: number;
  text: string;
  /** May send a blocked line all the same, with a reason. */
  leads: boolean;
  onOverride(reason: string): void;
}

/** Why in one line, and the rewrite with a key of its own (never Enter). */
export function GateCard({ gate, asking, onRewrite, onAnyway, shop, conversation, text, leads, onOverride }: Props) {
  const t = useText();
  const keyOf = useKeyText();
  const [asked, setAsked] = useState<"alarm" | "override" | null>(null);
  const worst = gate.marks.find((mark) => mark.finding.level === "block") ?? gate.marks[0];
  if (!worst) return null;
  const { kind, level, span, reason, source } = worst.finding;
  const lawful = gate.marks.some((mark) => mark.finding.statutory);
  return (
    <div className={styles.gate} data-level={level} role="status" aria-label={t.gate.label} data-testid="gate-card">
      <div className={styles.gateLine}>
        <strong className={styles.gateLevel}>
          {level === "block" ? t.gate.block : kind === "other_shop" ? t.gate.otherShop : t.gate.warn}
        </strong>
        <span className={styles.gateSpan}>“{span}”</span>
        <span>{reason}</span>
        {gate.marks.length > 1 ? <span className={styles.quiet}>{t.gate.count(gate.marks.length)}</span> : null}
        <span className={styles.quiet}>
          {t.gate.source}
          {colon()}
          {source}
        </span>
        <Button size="small" type="link" onClick={() => setAsked("alarm")} data-testid="gate-alarm">
          {t.alarms.button}
        </Button>
        {leads && gate.verdict === "block" && !lawful ? (
          <Button size="small" type="link" danger onClick={() => setAsked("override")} data-testid="gate-override">
            {t.alarms.override}
          </Button>
        ) : null}
      </div>
      {gate.rewrite ? (
        <div className={styles.gateLine}>
          <span className={styles.quiet}>{t.gate.rewrite}</span>
          <span className={styles.rewrite}>{gate.rewrite}</span>
          <Button size="small" onClick={onRewrite} data-testid="gate-rewrite">
            {t.gate.use} <kbd className={styles.code}>{keyOf("rewrite")}</kbd>
          </Button>
        </div>
      ) : null}
      {asking ? (
        <div className={styles.gateLine}>
          <Button size="small" danger onClick={onAnyway} data-testid="gate-anyway">
            {t.gate.anyway}
          </Button>
          <span className={styles.quiet}>{t.gate.anywayKey}</span>
        </div>
      ) : null}
      {asked ? (
        <GateDialog
          mode={asked}
          shop={shop}
          conversation={conversation}
          text={text}
          finding={worst.finding}
          onOverride={onOverride}
          onDone={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}
