import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { useText } from "../i18n";
import type { Status } from "../protocol/types";
import { useHold } from "../store/use";

interface Props {
  own: string;
  promotion: string;
  status: Status;
  onDone(): void;
}

/** One's own words about one's status (colleagues see them, the away reply may say them) and one's promotion line. */
export function StatusText({ own, promotion, status, onDone }: Props) {
  const t = useText();
  const { desk } = useHold();
  const [text, setText] = useState(own);
  const [line, setLine] = useState(promotion);
  const save = () => {
    desk.setStatus(status === "offline" ? "online" : status, { text: text.trim(), promotion: line.trim() });
    onDone();
  };
  return (
    <Modal
      open
      title={t.day.statusTitle}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onOk={save}
      onCancel={onDone}
      okButtonProps={{ "data-testid": "status-save" }}
    >
      <Form layout="vertical" colon={false}>
        <Form.Item label={t.day.statusText} htmlFor="status_text" extra={t.day.statusHint}>
          <Input
            id="status_text"
            autoFocus
            allowClear
            maxLength={40}
            showCount
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={(event) => event.nativeEvent.isComposing || save()}
            data-testid="status-text"
          />
        </Form.Item>
        <Form.Item label={t.day.promotion} htmlFor="status_promotion" extra={t.day.promotionOwnHint}>
          <Input
            id="status_promotion"
            allowClear
            maxLength={100}
            showCount
            value={line}
            onChange={(event) => setLine(event.target.value)}
            onPressEnter={(event) => event.nativeEvent.isComposing || save()}
            data-testid="status-promotion"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
