import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import { type Learner, type LevelName, usePathActs } from "./usePath";

const LEVELS: readonly LevelName[] = ["three", "full", "senior"];

/** A certificate by hand, with the reason. */
export function GiveDialog({ shop, learner, onClose }: { shop: string; learner: Learner; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const [level, setLevel] = useState<LevelName>("three");
  const [reason, setReason] = useState("");
  const give = async () => {
    try {
      await acts.give.mutateAsync({ staff: learner.staff.id, level, reason });
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Modal
      open
      title={`${t.path.give} · ${learner.staff.name}`}
      onCancel={onClose}
      onOk={give}
      okText={t.path.give}
      cancelText={t.common.cancel}
      okButtonProps={{ disabled: !reason.trim(), loading: acts.give.isPending }}
    >
      <Labelled id="give-level" label={t.path.level}>
        <Select
          id="give-level"
          value={level}
          onChange={setLevel}
          options={LEVELS.map((value) => ({ value, label: t.path.levels[value] }))}
        />
      </Labelled>
      <Labelled id="give-reason" label={t.path.reason}>
        <Input id="give-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Modal>
  );
}
