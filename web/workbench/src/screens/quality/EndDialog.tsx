import AntApp from "antd/es/app";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import { SheetFields } from "./SheetFields";
import { type SheetState, scoreOf } from "./sheet";
import { type Calibration, useCard, useQualityActs } from "./useQuality";

/** What those who calibrated agree on. */
export function EndDialog({ shop, calibration, onClose }: { shop: Shop; calibration: Calibration; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { settle } = useQualityActs(shop.code);
  const card = useCard(shop.code);
  const [state, setState] = useState<SheetState>({ lost: {}, fatal: false, at: 0 });
  const save = () =>
    settle.mutate(
      { calibration_id: calibration.id, wish: { lost: state.lost, fatal: state.fatal, remark: "" } },
      { onSuccess: onClose, onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <Modal
      open
      title={`${t.quality.endCalibration} · ${t.quality.total(scoreOf(state))}`}
      onCancel={onClose}
      onOk={save}
      okText={t.common.save}
      cancelText={t.common.cancel}
      confirmLoading={settle.isPending}
    >
      {card.data ? (
        <SheetFields groups={card.data.card.groups} state={state} onState={setState} />
      ) : (
        <Loading rows={4} />
      )}
    </Modal>
  );
}
