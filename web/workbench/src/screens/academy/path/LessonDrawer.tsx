import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import { useState } from "react";
import { comma, sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import { type LessonView, type LessonWish, usePathActs } from "./usePath";

/** The shop's own text of a lesson; it stands in place of the shipped one. */
export function LessonDrawer({ shop, lesson, onClose }: { shop: string; lesson: LessonView; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const [wish, setWish] = useState<LessonWish>({
    title: lesson.title,
    minutes: lesson.minutes,
    check: lesson.check,
    topics: lesson.topics,
    text: lesson.text ?? "",
  });
  const change = (part: Partial<LessonWish>) => setWish({ ...wish, ...part });
  const save = async () => {
    try {
      await acts.write.mutateAsync({ code: lesson.code, wish });
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Drawer
      open
      size={720}
      title={lesson.title}
      onClose={onClose}
      extra={
        <Button type="primary" loading={acts.write.isPending} onClick={save} data-testid="lesson-save">
          {t.common.save}
        </Button>
      }
    >
      <Labelled id="lesson-title" label={t.path.lessonTitle}>
        <Input
          id="lesson-title"
          maxLength={200}
          value={wish.title}
          onChange={(e) => change({ title: e.target.value })}
        />
      </Labelled>
      <Labelled id="lesson-text" label={t.path.lessonText} hint={t.path.lessonHint(lesson.tables.join(comma()))}>
        <Input.TextArea
          id="lesson-text"
          autoSize={{ minRows: 16, maxRows: 30 }}
          maxLength={50_000}
          value={wish.text}
          onChange={(e) => change({ text: e.target.value })}
          data-testid="lesson-text"
        />
      </Labelled>
      <Labelled id="lesson-minutes" label={t.path.lessonMinutes}>
        <InputNumber
          id="lesson-minutes"
          min={1}
          max={600}
          value={wish.minutes}
          onChange={(n) => n && change({ minutes: n })}
        />
      </Labelled>
      <Labelled id="lesson-n" label={t.path.lessonCheck}>
        <InputNumber
          id="lesson-n"
          min={0}
          max={50}
          value={wish.check}
          onChange={(n) => n !== null && change({ check: n })}
        />
      </Labelled>
      <Labelled id="lesson-topics" label={t.path.lessonTopics}>
        <Select
          id="lesson-topics"
          mode="multiple"
          value={[...wish.topics]}
          onChange={(topics) => change({ topics })}
          options={Object.entries(t.exams.topics).map(([value, label]) => ({
            value: value as LessonWish["topics"][number],
            label,
          }))}
        />
      </Labelled>
    </Drawer>
  );
}
