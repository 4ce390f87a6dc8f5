import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { useText } from "../i18n";
import type { Status } from "../protocol/types";
import { useHold } from "../store/use";

/** One's own words about one's status: colleagues see them, and the away reply may say them. */
export function StatusText({ own, status, onDone }: { own: string; status: Status; onDone(): void }) {
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
