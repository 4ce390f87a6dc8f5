import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { APPEAL_TONES } from "./AppealsTab";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";
import { SheetFields } from "./SheetFields";
import { type SheetState, scoreOf } from "./sheet";
import { type Appeal, type Detail, useQualityActs } from "./useQuality";

/** An appeal with its answer, or the place to give one. */
export function AppealBox({ shop, detail, appeal }: { shop: Shop; detail: Detail; appeal: Appeal }) {
  const t = useText();
  const finding = detail.findings.find((one) => one.id === appeal.finding);
  const about = finding ? (t.quality.kinds[finding.kind] ?? finding.name) : t.quality.aSheet;
  const me = useHold().session.staff;
  const may = mayInspect(shop.role) && appeal.state === "open" && !detail.inspection.agents.includes(me.name);
  return (
    <section className={styles.card} data-testid="appeal-box">
      <div className={styles.bar}>
        <strong>{appeal.by}</strong>
        <When at={appeal.at} zone={shop.timezone} form="long" />
        <State tone={APPEAL_TONES[appeal.state]}>{t.quality.appealStates[appeal.state]}</State>
        <span className={styles.quiet}>{t.quality.against(about)}</span>
      </div>
      <p className={styles.words}>{appeal.text}</p>
      {appeal.answer ? <p className={styles.answer}>{`${appeal.decided_by ?? ""}：${appeal.answer}`}</p> : null}
      {may ? <Decide shop={shop} detail={detail} appeal={appeal} /> : null}
    </section>
  );
}

function Decide({ shop, detail, appeal }: { shop: Shop; detail: Detail; appeal: Appeal }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { decide } = useQualityActs(shop.code);
  const against = detail.sheets.find((one) => one.id === appeal.sheet);
  const [answer, setAnswer] = useState("");
  const [state, setState] = useState<SheetState>({ lost: against?.lost ?? {}, fatal: against?.fatal ?? false, at: 0 });
  const send = (grant: boolean) => {
    const again = grant && against ? { lost: state.lost, fatal: state.fatal, remark: answer } : null;
    decide.mutate(
      { appeal_id: appeal.id, wish: { grant, answer, again } },
      {
        onSuccess: () => void message.success(t.quality.decided),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  };
  return (
    <>
      {against ? (
        <>
          <p className={styles.quiet}>{`${t.quality.againTitle} · ${t.quality.total(scoreOf(state))}`}</p>
          <SheetFields groups={detail.card.groups} state={state} onState={setState} />
        </>
      ) : null}
      <Input.TextArea
        value={answer}
        onChange={(e) => setAnswer(e.target.value)}
        placeholder={t.quality.answer}
        aria-label={t.quality.answer}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        data-testid="appeal-answer"
      />
      <div className={styles.bar}>
        <Button
          type="primary"
          onClick={() => send(true)}
          disabled={!answer.trim()}
          loading={decide.isPending}
          data-testid="appeal-grant"
        >
          {t.quality.grant}
        </Button>
        <Button onClick={() => send(false)} disabled={!answer.trim()} loading={decide.isPending}>
          {t.quality.refuse}
        </Button>
      </div>
    </>
  );
}
