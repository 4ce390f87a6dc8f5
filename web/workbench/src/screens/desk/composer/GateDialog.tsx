import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import type { Finding } from "../../../protocol/types";
import styles from "./composer.module.css";

interface Props {
  mode: "alarm" | "override";
  shop: string;
  conversation: number;
  text: string;
  finding: Finding;
  onOverride(reason: string): void;
  onDone(): void;
}

const SHORTEST = 2;

/** What one has against a finding: told to the lead, or (leads) set aside with a reason that is kept. */
export function GateDialog({ mode, shop, conversation, text, finding, onOverride, onDone }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const override = mode === "override";

  const tell = async () => {
    setBusy(true);
    try {
      await body(
        http.POST("/api/shops/{shop}/wording/reports", {
          params: { path: { shop } },
          body: { conversation, text, span: finding.span, kind: finding.kind, note: note.trim() },
        }),
      );
      message.success(t.alarms.sent);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
    }
  };
  const finish = () => {
    if (!override) return void tell();
    if (note.trim().length < SHORTEST) return void message.warning(t.alarms.needReason);
    onDone();
    onOverride(note.trim());
  };

  return (
    <Modal
      open
      title={override ? t.alarms.overrideTitle : t.alarms.title}
      okText={override ? t.alarms.override : t.alarms.send}
      okButtonProps={{ danger: override, loading: busy, "data-testid": "gate-dialog-ok" }}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={finish}
    >
      <p className={styles.gateLine}>
        <span className={styles.gateSpan}>“{finding.span}”</span>
        <span>{finding.reason}</span>
      </p>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={override ? t.alarms.overrideAsk : t.alarms.ask}
        aria-label={override ? t.alarms.overrideAsk : t.alarms.ask}
        data-testid="gate-dialog-note"
      />
    </Modal>
  );
}
