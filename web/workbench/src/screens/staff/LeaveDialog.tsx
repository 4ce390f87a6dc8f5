import Alert from "antd/es/alert";
import AntApp from "antd/es/app";
import Checkbox from "antd/es/checkbox";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { comma, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { LeavingView, LeavingWish, Left, StaffMember } from "../../protocol/types";
import styles from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { missing, OWED, type Owed, type Takers, wishOf } from "./leaving";
import { useLeaving, useStaffActs } from "./queries";
import own from "./staff.module.css";

interface Props {
  shop: string;
  member: StaffMember;
  others: readonly StaffMember[];
  onClose(): void;
}

const SERVING = new Set(["owner", "lead", "agent"]);

/** 离职交接: what is his, who takes it over, then the access ends. Nothing owed is left to nobody. */
export function LeaveDialog({ shop, member, others, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { leave } = useStaffActs(shop);
  const seen = useLeaving(shop, member.id);
  const [takers, setTakers] = useState<Takers>({});
  const [phrases, setPhrases] = useState(true);
  const left = seen.data ? missing(seen.data, takers) : [];
  const done = (moved: Left) => {
    message.success(t.owner.leaving.done(moved.chats, moved.tasks + moved.promises + moved.cases));
    onClose();
  };
  const submit = () => {
    const wish: LeavingWish = { ...wishOf(takers), keep_phrases: phrases };
    leave.mutate({ member, wish }, { onSuccess: done, onError: () => seen.refetch() });
  };
  return (
    <Modal
      open
      width={620}
      title={t.owner.staff.leaveTitle(member.name)}
      onCancel={onClose}
      onOk={submit}
      okText={t.owner.staff.leave}
      cancelText={t.common.cancel}
      confirmLoading={leave.isPending}
      okButtonProps={{ danger: true, disabled: !seen.data || left.length > 0, "data-testid": "staff-leave" }}
    >
      <p className={styles.lead}>{t.owner.leaving.hint}</p>
      {seen.isPending ? <Loading rows={5} /> : null}
      {seen.isError ? <Failed error={seen.error} onRetry={() => seen.refetch()} /> : null}
      {seen.data ? (
        <>
          {OWED.map((kind) => (
            <Taker
              key={kind}
              kind={kind}
              view={seen.data}
              value={takers[kind] ?? null}
              others={others.filter((one) => one.id !== member.id && SERVING.has(one.role))}
              onChange={(to) => setTakers((held) => ({ ...held, [kind]: to }))}
            />
          ))}
          {seen.data.phrases ? (
            <Checkbox checked={phrases} onChange={(event) => setPhrases(event.target.checked)}>
              {t.owner.leaving.phrases(seen.data.phrases)}
            </Checkbox>
          ) : null}
          <Ends view={seen.data} />
        </>
      ) : null}
      {left.length ? <Alert type="warning" showIcon title={t.owner.leaving.missing} /> : null}
      {leave.isError ? <p role="alert">{sentence(t, leave.error)}</p> : null}
    </Modal>
  );
}

interface TakerProps {
  kind: Owed;
  view: LeavingView;
  value: number | null;
  others: readonly StaffMember[];
  onChange(to: number | null): void;
}

/** Who takes one kind of thing; not shown where there is none of it. */
function Taker({ kind, view, value, others, onChange }: TakerProps) {
  const t = useText();
  const { count, first } = view[kind];
  if (!count) return null;
  const nobody = kind === "chats" ? t.owner.staff.toQueue : t.owner.leaving.choose;
  const options = [
    { value: 0, label: nobody },
    ...others.map((one) => ({
      value: one.id,
      label: `${one.name}（${t.status[one.status as keyof typeof t.status]}）`,
    })),
  ];
  const rest = count > first.length ? `… ${t.owner.leaving.more(count - first.length)}` : "";
  return (
    <Labelled id={`take-${kind}`} label={t.owner.leaving.kinds[kind](count)} hint={`${first.join(comma())}${rest}`}>
      <Select
        id={`take-${kind}`}
        value={value ?? 0}
        options={options}
        onChange={(id: number) => onChange(id || null)}
        data-testid={`take-${kind}`}
      />
    </Labelled>
  );
}

/** What simply ends or opens up. */
function Ends({ view }: { view: LeavingView }) {
  const t = useText();
  const { leaving } = t.owner;
  const lines = [
    view.other_shops ? leaving.otherShops(view.other_shops) : leaving.sessions(view.sessions),
    view.keys ? leaving.keys(view.keys) : "",
    view.shifts ? leaving.shifts(view.shifts) : "",
    view.handovers ? leaving.handovers(view.handovers) : "",
  ].filter(Boolean);
  return (
    <ul className={own.ends}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
