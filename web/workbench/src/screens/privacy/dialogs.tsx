import AntApp from "antd/es/app";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { PersonFound } from "../../protocol/types";
import styles from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { usePersonActs } from "./usePrivacy";

interface Props {
  shop: string;
  one: PersonFound;
  onClose(): void;
}

/** Keep somebody's data, with the reason. */
export function HoldDialog({ shop, one, onClose }: Props) {
  const t = useText();
  const { hold } = usePersonActs(shop);
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t.privacy.holdTitle(one.nick)}
      onCancel={onClose}
      onOk={() => hold.mutate({ id: one.id, reason: reason.trim() }, { onSuccess: onClose })}
      okText={t.privacy.hold}
      cancelText={t.common.cancel}
      confirmLoading={hold.isPending}
      okButtonProps={{ disabled: !reason.trim(), "data-testid": "hold-yes" }}
    >
      <p className={styles.lead}>{t.privacy.holdHint}</p>
      <Labelled id="hold-reason" label={t.privacy.reason}>
        <Input id="hold-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
      {hold.isError ? <p role="alert">{sentence(t, hold.error)}</p> : null}
    </Modal>
  );
}

/** Erase somebody, after a reason and a second look. */
export function EraseDialog({ shop, one, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { erase } = usePersonActs(shop);
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const submit = () =>
    erase.mutate(
      { id: one.id, reason: reason.trim() },
      {
        onSuccess: (done) => {
          message.success(t.privacy.erased(done.messages, done.pictures));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t.privacy.eraseTitle(one.nick)}
      onCancel={onClose}
      onOk={submit}
      okText={t.privacy.erase}
      cancelText={t.common.cancel}
      confirmLoading={erase.isPending}
      okButtonProps={{ danger: true, disabled: !reason.trim() || !sure, "data-testid": "erase-yes" }}
    >
      <p className={styles.lead}>{t.privacy.eraseHint}</p>
      <Labelled id="erase-reason" label={t.privacy.reason}>
        <Input id="erase-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
      <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)} data-testid="erase-sure">
        {t.privacy.eraseSure}
      </Checkbox>
      {erase.isError ? <p role="alert">{sentence(t, erase.error)}</p> : null}
    </Modal>
  );
}
