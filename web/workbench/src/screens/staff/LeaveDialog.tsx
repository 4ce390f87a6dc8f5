import AntApp from "antd/es/app";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { StaffMember } from "../../protocol/types";
import styles from "../page.module.css";
import { useStaffActs } from "./queries";

interface Props {
  shop: string;
  member: StaffMember;
  others: readonly StaffMember[];
  onClose(): void;
}

const SERVING = new Set(["owner", "lead", "agent"]);

/** 离职交接: who gets the open chats, then the access ends. */
export function LeaveDialog({ shop, member, others, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { leave } = useStaffActs(shop);
  const [to, setTo] = useState<number | null>(null);
  const options = others
    .filter((one) => one.id !== member.id && SERVING.has(one.role))
    .map((one) => ({ value: one.id, label: `${one.name}（${t.status[one.status as keyof typeof t.status]}）` }));
  const done = ({ chats }: { chats: number }) => {
    message.success(t.owner.staff.left(chats));
    onClose();
  };
  return (
    <Modal
      open
      title={t.owner.staff.leaveTitle(member.name)}
      onCancel={onClose}
      onOk={() => leave.mutate({ member, to }, { onSuccess: done })}
      okText={t.owner.staff.leave}
      cancelText={t.common.cancel}
      confirmLoading={leave.isPending}
      okButtonProps={{ danger: true, "data-testid": "staff-leave" }}
    >
      <p className={styles.lead}>{t.owner.staff.leaveHint}</p>
      <Select<number | null>
        value={to}
        onChange={setTo}
        aria-label={t.owner.staff.handTo}
        options={[{ value: null, label: t.owner.staff.toQueue } as never, ...options]}
        className={styles.pick ?? ""}
      />
      {leave.isError ? <p role="alert">{sentence(t, leave.error)}</p> : null}
    </Modal>
  );
}
