import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { Labelled } from "../settings/Labelled";
import { useColleagues } from "./useColleagues";
import { type LeaveOrSwap, type Shift, useShiftActs } from "./useShifts";

/** Ask for leave or a swap of one's own shift. */
export function WishDialog({ shop, shift, onClose }: { shop: Shop; shift: Shift; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const me = useHold().session.staff.id;
  const { wish } = useShiftActs(shop.code);
  const colleagues = useColleagues(shop.code).filter((one) => one.id !== me);
  const [kind, setKind] = useState<LeaveOrSwap["kind"]>("leave");
  const [to, setTo] = useState<number | undefined>(colleagues[0]?.id);
  const [why, setWhy] = useState("");
  const send = () =>
    wish.mutate(
      { id: shift.id, wish: { kind, why, to: kind === "swap" ? (to ?? null) : null } },
      { onSuccess: onClose, onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <Modal
      open
      title={shift.staff}
      onCancel={onClose}
      onOk={send}
      okText={t.shifts.send}
      cancelText={t.common.cancel}
      confirmLoading={wish.isPending}
    >
      <Segmented<LeaveOrSwap["kind"]>
        value={kind}
        onChange={setKind}
        options={(["leave", "swap"] as const).map((one) => ({ value: one, label: t.shifts.wish[one] }))}
      />
      {kind === "swap" ? (
        <Labelled id="wi-to" label={t.shifts.swapTo}>
          <Select
            id="wi-to"
            value={to}
            onChange={setTo}
            options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Labelled>
      ) : null}
      <Labelled id="wi-why" label={t.shifts.why}>
        <Input id="wi-why" maxLength={100} value={why} onChange={(e) => setWhy(e.target.value)} />
      </Labelled>
    </Modal>
  );
}
