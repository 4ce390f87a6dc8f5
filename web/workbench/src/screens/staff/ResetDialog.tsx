import Checkbox from "antd/es/checkbox";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { OneTimePassword, StaffMember } from "../../protocol/types";
import styles from "../page.module.css";
import { useStaffActs } from "./queries";

interface Props {
  shop: string;
  member: StaffMember;
  onClose(): void;
  onDone(made: OneTimePassword): void;
}

export function ResetDialog({ shop, member, onClose, onDone }: Props) {
  const t = useText();
  const { reset } = useStaffActs(shop);
  const [twoFactor, setTwoFactor] = useState(false);
  return (
    <Modal
      open
      title={t.owner.staff.resetTitle(member.name)}
      onCancel={onClose}
      onOk={() => reset.mutate({ member, twoFactor }, { onSuccess: onDone })}
      okText={t.owner.staff.reset}
      cancelText={t.common.cancel}
      confirmLoading={reset.isPending}
    >
      <p className={styles.lead}>{t.owner.staff.resetHint}</p>
      {member.two_factor ? (
        <Checkbox checked={twoFactor} onChange={(event) => setTwoFactor(event.target.checked)}>
          {t.owner.staff.resetPhone}
        </Checkbox>
      ) : null}
      {reset.isError ? <p role="alert">{sentence(t, reset.error)}</p> : null}
    </Modal>
  );
}
