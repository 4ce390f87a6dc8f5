import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { Labelled } from "../settings/Labelled";
import { instant, plusDays } from "./days";
import styles from "./shifts.module.css";
import { useColleagues } from "./useColleagues";
import { useShiftActs } from "./useShifts";

const HOURS = Array.from({ length: 48 }, (_, n) => `${String(n >> 1).padStart(2, "0")}:${n % 2 ? "30" : "00"}`);
const OPTIONS = HOURS.map((hour) => ({ value: hour, label: hour }));

/** One shift of one day; an end before the start is the next morning. */
export function PlanDialog({ shop, day, onClose }: { shop: Shop; day: string; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { plan } = useShiftActs(shop.code);
  const colleagues = useColleagues(shop.code);
  const [who, setWho] = useState<number | undefined>(colleagues[0]?.id);
  const [starts, setStarts] = useState("09:00");
  const [ends, setEnds] = useState("18:00");
  const [note, setNote] = useState("");
  const save = () => {
    if (who === undefined) return;
    const last = ends > starts ? day : plusDays(day, 1);
    plan.mutate(
      {
        staff_id: who,
        starts_at: instant(day, starts, shop.timezone),
        ends_at: instant(last, ends, shop.timezone),
        note,
      },
      { onSuccess: onClose, onError: (error) => void message.error(sentence(t, error)) },
    );
  };
  return (
    <Modal
      open
      title={`${t.shifts.plan} · ${day}`}
      onCancel={onClose}
      onOk={save}
      okText={t.common.save}
      cancelText={t.common.cancel}
      confirmLoading={plan.isPending}
    >
      <Labelled id="pl-who" label={t.shifts.who}>
        <Select
          id="pl-who"
          value={who}
          onChange={setWho}
          options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Labelled>
      <div className={styles.form}>
        <Labelled id="pl-from" label={t.shifts.starts}>
          <Select id="pl-from" value={starts} onChange={setStarts} options={OPTIONS} showSearch />
        </Labelled>
        <Labelled id="pl-to" label={t.shifts.ends}>
          <Select id="pl-to" value={ends} onChange={setEnds} options={OPTIONS} showSearch />
        </Labelled>
      </div>
      <Labelled id="pl-note" label={t.shifts.note}>
        <Input id="pl-note" maxLength={100} value={note} onChange={(e) => setNote(e.target.value)} />
      </Labelled>
    </Modal>
  );
}
