import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Slider from "antd/es/slider";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import styles from "./exams.module.css";
import { type Exam, type ExamWish, KINDS, type Section, type Topic, useExamActs } from "./useExams";

const FRESH: Section = { count: 10, points: 4, topics: [], kinds: [], skills: [], codes: [], easiest: 1, hardest: 5 };
const MOST_SECTIONS = 12;

/** Set or change an exam: parts that draw from the bank. */
export function ExamDrawer({ shop, exam, onClose }: { shop: string; exam: Exam | undefined; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useExamActs(shop);
  const [wish, setWish] = useState<ExamWish>(() =>
    exam
      ? {
          title: exam.title,
          sections: exam.sections,
          minutes: exam.minutes,
          pass_mark: exam.pass_mark,
          tries: exam.tries,
          by_person: exam.by_person,
          open: exam.open,
        }
      : {
          title: "",
          sections: [
            { ...FRESH, count: 20, points: 4 },
            { ...FRESH, count: 5, kinds: ["calc"] },
          ],
          minutes: 30,
          pass_mark: 80,
          tries: 0,
          by_person: false,
          open: true,
        },
  );
  const change = (part: Partial<ExamWish>) => setWish({ ...wish, ...part });
  const section = (at: number, part: Partial<Section>) =>
    change({ sections: wish.sections.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  const save = async () => {
    try {
      await acts.set.mutateAsync({ exam, wish });
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const count = wish.sections.reduce((sum, one) => sum + one.count, 0);
  const points = wish.sections.reduce((sum, one) => sum + one.count * one.points, 0);
  return (
    <Drawer
      open
      size={560}
      title={exam ? exam.title : t.exams.setNew}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={!wish.title.trim()}
          loading={acts.set.isPending}
          onClick={save}
          data-testid="exam-save"
        >
          {t.common.save}
        </Button>
      }
    >
      <Labelled id="exam-title" label={t.exams.title}>
        <Input
          id="exam-title"
          maxLength={200}
          placeholder={t.exams.titleHint}
          value={wish.title}
          onChange={(event) => change({ title: event.target.value })}
          data-testid="exam-title"
        />
      </Labelled>
      <div className={styles.section}>
        <Count
          id="exam-minutes"
          label={t.exams.minutesLabel}
          least={1}
          most={600}
          value={wish.minutes}
          onChange={(minutes) => change({ minutes })}
        />
        <Count
          id="exam-pass"
          label={t.exams.passLabel}
          least={0}
          most={100}
          value={wish.pass_mark}
          onChange={(pass_mark) => change({ pass_mark })}
        />
        <Count
          id="exam-tries"
          label={t.exams.triesLabel}
          least={0}
          most={100}
          value={wish.tries ?? 0}
          onChange={(tries) => change({ tries })}
        />
        <Labelled id="exam-person" label={t.exams.byPerson}>
          <Switch id="exam-person" checked={wish.by_person ?? false} onChange={(by_person) => change({ by_person })} />
        </Labelled>
        <Labelled id="exam-open" label={t.exams.openLabel}>
          <Switch id="exam-open" checked={wish.open ?? true} onChange={(open) => change({ open })} />
        </Labelled>
      </div>
      {wish.sections.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and keep their order
        <section key={at} className={styles.section}>
          <header>
            <strong>{t.exams.section(at + 1)}</strong>
            {wish.sections.length > 1 ? (
              <Button
                size="small"
                type="text"
                onClick={() => change({ sections: wish.sections.filter((_, n) => n !== at) })}
              >
                {t.exams.removeSection}
              </Button>
            ) : null}
          </header>
          <Count
            id={`part-count-${at}`}
            label={t.exams.howMany}
            least={1}
            most={100}
            value={one.count}
            onChange={(n) => section(at, { count: n })}
          />
          <Count
            id={`part-points-${at}`}
            label={t.exams.each}
            least={1}
            most={100}
            value={one.points}
            onChange={(n) => section(at, { points: n })}
          />
          <Labelled id={`part-topics-${at}`} label={t.exams.topic}>
            <Select<Topic[]>
              id={`part-topics-${at}`}
              mode="multiple"
              allowClear
              placeholder={t.exams.anyTopic}
              value={[...(one.topics ?? [])]}
              onChange={(topics) => section(at, { topics })}
              options={Object.entries(t.exams.topics).map(([value, label]) => ({ value, label }))}
            />
          </Labelled>
          <Labelled id={`part-kinds-${at}`} label={t.exams.kind}>
            <Select
              id={`part-kinds-${at}`}
              mode="multiple"
              allowClear
              placeholder={t.exams.anyKind}
              value={[...(one.kinds ?? [])]}
              onChange={(kinds) => section(at, { kinds })}
              options={KINDS.map((value) => ({ value, label: t.exams.kinds[value] }))}
            />
          </Labelled>
          <Labelled id={`part-hard-${at}`} label={t.exams.difficulty}>
            <Slider
              range
              min={1}
              max={5}
              marks={{ 1: "1", 2: "2", 3: "3", 4: "4", 5: "5" }}
              value={[one.easiest ?? 1, one.hardest ?? 5]}
              onChange={([easiest, hardest]) => section(at, { easiest: easiest ?? 1, hardest: hardest ?? 5 })}
            />
          </Labelled>
        </section>
      ))}
      <div className={styles.bar}>
        {wish.sections.length < MOST_SECTIONS ? (
          <Button onClick={() => change({ sections: [...wish.sections, FRESH] })}>{t.exams.addSection}</Button>
        ) : null}
        <span className={styles.hint}>{t.exams.whole(count, points)}</span>
      </div>
    </Drawer>
  );
}

interface CountProps {
  id: string;
  label: string;
  least: number;
  most: number;
  value: number;
  onChange(value: number): void;
}

function Count({ id, label, least, most, value, onChange }: CountProps) {
  return (
    <Labelled id={id} label={label}>
      <InputNumber
        id={id}
        min={least}
        max={most}
        precision={0}
        value={value}
        onChange={(given) => given !== null && onChange(given)}
      />
    </Labelled>
  );
}
