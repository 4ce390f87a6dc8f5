import AntApp from "antd/es/app";
import Button from "antd/es/button";
import DatePicker from "antd/es/date-picker";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useMemo, useState } from "react";
import { sentence, useLanguage, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import { useExams } from "../exams/useExams";
import { People } from "../path/People";
import { useScenarios } from "../useAcademy";
import { type AssignmentWish, useCoachingActs } from "./useCoaching";

/** Cards, a practice or an exam for people and teams, with a date. */
export function AssignDrawer({ shop, onClose }: { shop: string; onClose(): void }) {
  const t = useText();
  const english = useLanguage() === "en";
  const { message } = AntApp.useApp();
  const acts = useCoachingActs(shop);
  const scenarios = useScenarios(shop);
  const exams = useExams(shop);
  const [wish, setWish] = useState<AssignmentWish>({
    kind: "practice",
    subject: "",
    staff: [],
    teams: [],
    note: "",
    due: null,
  });
  const options = useMemo(() => {
    if (wish.kind === "exam") return (exams.data ?? []).map((one) => ({ value: String(one.id), label: one.title }));
    if (wish.kind === "backend") return Object.entries(t.backend.kinds).map(([value, label]) => ({ value, label }));
    if (wish.kind === "cards") return Object.entries(t.academy.group).map(([value, label]) => ({ value, label }));
    const found = new Map(
      (scenarios.data ?? []).map((one) => [one.scene, english ? one.scene_title_en : one.scene_title]),
    );
    return [...found].map(([value, label]) => ({ value, label }));
  }, [wish.kind, exams.data, scenarios.data, t, english]);
  const change = (part: Partial<AssignmentWish>) => setWish({ ...wish, ...part });
  const save = async () => {
    try {
      const { people } = await acts.assign.mutateAsync(wish);
      message.success(t.coaching.assigned(people));
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Drawer
      open
      size={480}
      title={t.coaching.assign}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={!wish.subject || (!wish.staff?.length && !wish.teams?.length)}
          loading={acts.assign.isPending}
          onClick={save}
          data-testid="assign-save"
        >
          {t.common.save}
        </Button>
      }
    >
      <Labelled id="assign-kind" label={t.coaching.what}>
        <Select
          id="assign-kind"
          value={wish.kind}
          onChange={(kind) => change({ kind, subject: "" })}
          options={(["practice", "cards", "exam", "backend"] as const).map((value) => ({
            value,
            label: t.coaching.kinds[value],
          }))}
        />
      </Labelled>
      <Labelled id="assign-subject" label={t.coaching.which}>
        <Select
          id="assign-subject"
          showSearch
          loading={scenarios.isPending || exams.isPending}
          optionFilterProp="label"
          value={wish.subject || null}
          onChange={(subject) => change({ subject: subject ?? "" })}
          options={options}
          data-testid="assign-subject"
        />
      </Labelled>
      <People shop={shop} staff={wish.staff ?? []} teams={wish.teams ?? []} onChange={change} />
      <Labelled id="assign-due" label={t.coaching.dueDate}>
        <DatePicker id="assign-due" onChange={(day) => change({ due: day ? day.endOf("day").toISOString() : null })} />
      </Labelled>
      <Labelled id="assign-note" label={t.coaching.note}>
        <Input
          id="assign-note"
          maxLength={200}
          value={wish.note ?? ""}
          onChange={(e) => change({ note: e.target.value })}
        />
      </Labelled>
    </Drawer>
  );
}
