import Dropdown from "antd/es/dropdown";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { useText } from "../i18n";
import type { OwnStatus, Status } from "../protocol/types";
import { mayWrite, useHold, useView } from "../store/use";
import styles from "./app.module.css";

export const STATUSES: readonly OwnStatus[] = ["online", "busy", "away"];

/** One's own state in all shops. */
export function StatusPicker() {
  const t = useText();
  const { desk, session } = useHold();
  const live = useView((view) => view.link === "open");
  const status = useView((view) => (view.link === "open" ? view.status : "offline"));
  const own = useView((view) => {
    for (const shop of session.shops) {
      const me = view.state.agents[shop.code]?.get(session.staff.id);
      if (me) return me.status_text;
    }
    return "";
  });
  const [editing, setEditing] = useState(false);
  // Who only reads is nobody's turn to answer.
  if (!session.shops.some(mayWrite)) return null;
  const items = [
    ...STATUSES.map((one) => ({
      key: one as string,
      label: t.status[one],
      icon: <span className={styles.statusDot} data-status={one} />,
      onClick: () => desk.setStatus(one),
    })),
    { type: "divider" as const },
    { key: "text", label: own ? `${t.day.statusText}：${own}` : t.day.statusText, onClick: () => setEditing(true) },
  ];
  return (
    <>
      {editing ? <StatusText own={own} status={status} onDone={() => setEditing(false)} /> : null}
      <Dropdown menu={{ items, selectedKeys: [status] }} trigger={["click"]} placement="topRight" disabled={!live}>
        <button
          type="button"
          className={styles.status}
          aria-label={`${t.status.label}: ${t.status[status]}${own ? ` ${own}` : ""}`}
          data-testid="status"
          data-status={status}
        >
          <span className={styles.statusDot} data-status={status} />
          <span className={styles.statusText} title={own || undefined}>
            {own || t.status[status]}
          </span>
        </button>
      </Dropdown>
    </>
  );
}

/** One's own words about one's status: colleagues see them, and the away reply may say them. */
function StatusText({ own, status, onDone }: { own: string; status: Status; onDone(): void }) {
  const t = useText();
  const { desk } = useHold();
  const [text, setText] = useState(own);
  const save = () => {
    desk.setStatus(status === "offline" ? "online" : status, text.trim());
    onDone();
  };
  return (
    <Modal
      open
      title={t.day.statusText}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onOk={save}
      onCancel={onDone}
    >
      <Input
        autoFocus
        allowClear
        maxLength={40}
        value={text}
        placeholder={t.day.statusHint}
        aria-label={t.day.statusText}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => event.nativeEvent.isComposing || save()}
        data-testid="status-text"
      />
    </Modal>
  );
}
