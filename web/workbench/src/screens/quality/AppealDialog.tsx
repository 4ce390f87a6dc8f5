import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { useQualityActs } from "./useQuality";

interface Props {
  shop: Shop;
  inspection: number;
  wish: { finding: number } | { sheet: number };
  onClose(): void;
}

/** Says why a finding or a sheet is wrong. */
export function AppealDialog({ shop, inspection, wish, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { appeal } = useQualityActs(shop.code);
  const [text, setText] = useState("");
  const send = () =>
    appeal.mutate(
      { inspection_id: inspection, wish: { ...wish, text } },
      {
        onSuccess: () => {
          void message.success(t.quality.appealSent);
          onClose();
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <Modal
      open
      title={t.quality.appealTitle}
      onCancel={onClose}
      onOk={send}
      okText={t.quality.appeal}
      cancelText={t.common.cancel}
      confirmLoading={appeal.isPending}
      okButtonProps={{ disabled: !text.trim() }}
    >
      <Input.TextArea
        value={text}
        onChange={(e) => setText(e.target.value)}
        aria-label={t.quality.appealTitle}
        maxLength={1000}
        autoSize={{ minRows: 4 }}
        autoFocus
        data-testid="appeal-text"
      />
    </Modal>
  );
}
