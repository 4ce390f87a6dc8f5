import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { AlarmDecision, WordingAlarm } from "../../protocol/types";
import page from "../page.module.css";
import { kindName } from "./kinds";
import type { RoomProps } from "./Rules";
import styles from "./rules.module.css";
import { useAlarms, useOfferActs } from "./useOffers";

const TONES: Record<WordingAlarm["state"], Tone> = {
  open: "waiting",
  allowed: "good",
  declined: "plain",
  sent: "urgent",
};

interface Deciding {
  report: WordingAlarm;
  allow: boolean;
}

/** False alarms that wait for the lead, and lines that were sent all the same. */
export function Alarms({ shop, leads, zone }: RoomProps) {
  const t = useText();
  const found = useAlarms(shop);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      <p className={page.lead}>{t.alarms.hint}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.reports.length ? <Blank title={t.alarms.empty} hint={t.alarms.emptyHint} /> : null}
      <ul className={styles.list}>
        {found.data?.reports.map((report) => (
          <li key={report.id} className={styles.rule} data-testid="wording-report">
            <div className={styles.head}>
              <State tone={TONES[report.state]}>{t.alarms.state[report.state]}</State>
              <strong className={styles.said}>{report.text}</strong>
              {leads && report.state === "open" ? (
                <span className={styles.states}>
                  {report.statutory ? (
                    <State>{t.alarms.statutory}</State>
                  ) : (
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => setDeciding({ report, allow: true })}
                      data-testid="report-allow"
                    >
                      {t.alarms.allow}
                    </Button>
                  )}
                  <Button
                    size="small"
                    onClick={() => setDeciding({ report, allow: false })}
                    data-testid="report-decline"
                  >
                    {t.alarms.decline}
                  </Button>
                </span>
              ) : null}
            </div>
            <p className={styles.line}>
              {t.alarms.found(report.span)} · {kindName(t, report.finding_kind)}: {report.why} ({report.source})
            </p>
            {report.note ? <p className={styles.line}>{t.alarms.note(report.note)}</p> : null}
            {report.answer ? <p className={styles.line}>{t.alarms.answer(report.decided_by, report.answer)}</p> : null}
            <p className={styles.meta}>
              {[report.by, report.category].filter(Boolean).join(" · ")} ·{" "}
              <When at={report.at} zone={zone} form="long" />
            </p>
          </li>
        ))}
      </ul>
      {deciding ? <DecideForm shop={shop} {...deciding} onDone={() => setDeciding(null)} /> : null}
    </>
  );
}

function DecideForm({ shop, report, allow, onDone }: Deciding & { shop: string; onDone(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useOfferActs(shop);
  const [form] = Form.useForm<AlarmDecision>();
  const submit = async (wish: AlarmDecision) => {
    try {
      await acts.decide(report.id, { ...wish, allow, category: wish.category ?? "" });
      message.success(t.alarms.done);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Modal
      open
      title={allow ? t.alarms.allowTitle : t.alarms.declineTitle}
      okText={allow ? t.alarms.allow : t.alarms.decline}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "report-save" }}
    >
      <p className={styles.line}>{t.alarms.found(report.span)}</p>
      <Form<AlarmDecision>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ category: report.category }}
        onFinish={submit}
      >
        {allow ? (
          <>
            <Form.Item
              name="until"
              label={t.rules.own.untilDay}
              rules={[{ required: true, message: t.rules.own.untilDay }]}
            >
              <Input type="date" data-testid="report-until" />
            </Form.Item>
            <Form.Item name="category" label={t.rules.own.category}>
              <Input maxLength={40} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item
          name="reason"
          label={t.rules.own.reason}
          rules={[{ required: true, min: 2, message: t.rules.own.needReason }]}
        >
          <Input maxLength={200} autoFocus data-testid="report-reason" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
