import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import {
  type BankQuestion,
  KINDS,
  type Kind,
  type QuestionWish,
  type Skill,
  type Topic,
  useExamActs,
} from "./useExams";

interface Props {
  shop: string;
  question: BankQuestion | undefined;
  onClose(): void;
}

const lines = (text: string) => text.split("\n").filter((line) => line.trim());

/** Write a question, or a new version of one; papers that are being written keep theirs. */
export function QuestionDrawer({ shop, question, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useExamActs(shop);
  const [kind, setKind] = useState<Kind>(question?.kind ?? "single");
  const [topic, setTopic] = useState<Topic>(question?.topic ?? (Object.keys(t.exams.topics)[2] as Topic));
  const [skill, setSkill] = useState<Skill>(question?.skill ?? "rules");
  const [difficulty, setDifficulty] = useState(question?.difficulty ?? 2);
  const [stem, setStem] = useState(question?.stem ?? "");
  const [right, setRight] = useState(question?.right.join("\n") ?? "");
  const [wrong, setWrong] = useState(question?.wrong.join("\n") ?? "");
  const [why, setWhy] = useState(question?.why ?? "");
  const [active, setActive] = useState(question?.active ?? true);
  const save = async () => {
    const wish: QuestionWish = {
      code: question?.code ?? "",
      kind,
      topic,
      skill,
      difficulty,
      stem,
      right: lines(right),
      wrong: lines(wrong),
      why,
      source: question?.source ?? "",
      active,
    };
    try {
      await acts.write.mutateAsync(wish);
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Drawer
      open
      size={560}
      title={question?.code ?? t.exams.write}
      onClose={onClose}
      extra={
        <Button type="primary" loading={acts.write.isPending} onClick={save} data-testid="question-save">
          {t.common.save}
        </Button>
      }
    >
      <Labelled id="q-kind" label={t.exams.kind}>
        <Select
          id="q-kind"
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t.exams.kinds[value] }))}
        />
      </Labelled>
      <Labelled id="q-topic" label={t.exams.topic}>
        <Select
          id="q-topic"
          value={topic}
          onChange={setTopic}
          options={Object.entries(t.exams.topics).map(([value, label]) => ({ value: value as Topic, label }))}
        />
      </Labelled>
      <Labelled id="q-skill" label={t.exams.skill}>
        <Select
          id="q-skill"
          value={skill}
          onChange={setSkill}
          options={Object.entries(t.exams.skills).map(([value, label]) => ({ value: value as Skill, label }))}
        />
      </Labelled>
      <Labelled id="q-difficulty" label={t.exams.difficulty}>
        <InputNumber
          id="q-difficulty"
          min={1}
          max={5}
          precision={0}
          value={difficulty}
          onChange={(n) => n && setDifficulty(n)}
        />
      </Labelled>
      <Area id="q-stem" label={t.exams.stem} value={stem} onChange={setStem} />
      <Area id="q-right" label={t.exams.rightLabel} hint={t.exams.rightHint[kind]} value={right} onChange={setRight} />
      {kind === "single" || kind === "multiple" ? (
        <Area id="q-wrong" label={t.exams.wrongLabel} value={wrong} onChange={setWrong} />
      ) : null}
      <Area id="q-why" label={t.exams.whyLabel} value={why} onChange={setWhy} />
      <Labelled id="q-active" label={t.exams.active}>
        <Switch id="q-active" checked={active} onChange={setActive} />
      </Labelled>
    </Drawer>
  );
}

interface AreaProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
}

function Area({ id, label, hint, value, onChange }: AreaProps) {
  return (
    <Labelled id={id} label={label} {...(hint ? { hint } : {})}>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={4000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid={id}
      />
    </Labelled>
  );
}
