import AntApp from "antd/es/app";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import { type PersonSkills, useCoachingActs } from "./useCoaching";

interface Props {
  shop: string;
  people: readonly PersonSkills[];
  onClose(): void;
}

/** An award for somebody. */
export function AwardDialog({ shop, people, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useCoachingActs(shop);
  const [staff, setStaff] = useState<number | undefined>();
  const [title, setTitle] = useState("");
  const [reason, setReason] = useState("");
  const give = async () => {
    if (staff === undefined) return;
    try {
      await acts.award.mutateAsync({ staff, title, reason });
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Modal
      open
      title={t.coaching.award}
      onCancel={onClose}
      onOk={give}
      okText={t.coaching.award}
      cancelText={t.common.cancel}
      okButtonProps={{ disabled: staff === undefined || !title.trim(), loading: acts.award.isPending }}
    >
      <Labelled id="award-who" label={t.coaching.who}>
        <Select
          id="award-who"
          value={staff}
          onChange={setStaff}
          options={people.map((one) => ({ value: one.staff.id, label: one.staff.name }))}
        />
      </Labelled>
      <Labelled id="award-title" label={t.coaching.awardTitle}>
        <Input
          id="award-title"
          maxLength={200}
          placeholder={t.coaching.awardTitleHint}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Labelled>
      <Labelled id="award-reason" label={t.coaching.reason}>
        <Input id="award-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Modal>
  );
}
