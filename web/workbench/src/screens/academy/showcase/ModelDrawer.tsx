import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import coaching from "../coaching/coaching.module.css";
import { mayTeach } from "../rights";
import styles from "./showcase.module.css";
import { type ModelLesson, type ModelLine, useModelActs } from "./useShowcase";

interface Props {
  shop: string;
  role: string;
  lesson: ModelLesson;
  onClose(): void;
}

/** A lesson as it is read; who teaches writes the comments beside the messages. */
export function ModelDrawer({ shop, role, lesson, onClose }: Props) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const acts = useModelActs(shop);
  const [editing, setEditing] = useState(false);
  const [title, setTitle] = useState(lesson.title);
  const [intro, setIntro] = useState(lesson.intro);
  const [lines, setLines] = useState<ModelLine[]>(lesson.lines);
  const say = (error: unknown) => message.error(sentence(t, error));
  const change = (at: number, part: Partial<ModelLine>) =>
    setLines(lines.map((one, n) => (n === at ? { ...one, ...part } : one)));
  const save = async () => {
    try {
      await acts.write.mutateAsync({ id: lesson.id, wish: { version: lesson.version, title, intro, lines } });
      message.success(t.common.saved);
    } catch (error) {
      say(error);
    }
  };
  const remove = () =>
    modal.confirm({
      title: t.showcase.removeAsk(lesson.title),
      okText: t.showcase.remove,
      cancelText: t.common.cancel,
      onOk: () => acts.remove.mutateAsync(lesson.id).then(onClose, say),
    });
  return (
    <Drawer
      open
      size={680}
      title={lesson.title}
      onClose={onClose}
      extra={
        mayTeach(role) ? (
          <div className={coaching.bar}>
            {editing ? (
              <Button type="primary" loading={acts.write.isPending} onClick={save} data-testid="model-save">
                {t.common.save}
              </Button>
            ) : (
              <Button onClick={() => setEditing(true)} data-testid="model-edit">
                {t.showcase.edit}
              </Button>
            )}
            <Button type="text" onClick={remove}>
              {t.showcase.remove}
            </Button>
          </div>
        ) : null
      }
    >
      {editing ? (
        <>
          <Labelled id="model-title" label={t.showcase.name}>
            <Input id="model-title" maxLength={60} value={title} onChange={(e) => setTitle(e.target.value)} />
          </Labelled>
          <Labelled id="model-intro" label={t.showcase.intro}>
            <Input.TextArea id="model-intro" autoSize value={intro} onChange={(e) => setIntro(e.target.value)} />
          </Labelled>
        </>
      ) : null}
      {!editing && lesson.intro ? <p className={styles.intro}>{lesson.intro}</p> : null}
      <ol className={styles.lines} data-testid="model-lines">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and keep their order
          <li key={at} className={styles.line} data-author={line.author} data-mark={line.mark}>
            <div className={styles.bubble}>
              <span className={styles.who}>{t.showcase.author[line.author]}</span>
              {line.text}
            </div>
            {editing ? (
              <div className={styles.edit}>
                <Input.TextArea
                  autoSize
                  value={line.comment ?? ""}
                  placeholder={t.showcase.comment}
                  aria-label={t.showcase.commentOf(at + 1)}
                  onChange={(e) => change(at, { comment: e.target.value })}
                  data-testid="model-comment"
                />
                <Segmented<NonNullable<ModelLine["mark"]>>
                  size="small"
                  value={line.mark ?? ""}
                  onChange={(mark) => change(at, { mark })}
                  options={[
                    { value: "", label: t.showcase.mark.none },
                    { value: "good", label: t.showcase.mark.good },
                    { value: "better", label: t.showcase.mark.better },
                  ]}
                />
                {lines.length > 1 ? (
                  <Button type="text" size="small" onClick={() => setLines(lines.filter((_, n) => n !== at))}>
                    {t.showcase.drop}
                  </Button>
                ) : null}
              </div>
            ) : null}
            {!editing && (line.comment || line.mark) ? (
              <p className={styles.comment}>
                {line.mark ? <strong>{t.showcase.mark[line.mark]} </strong> : null}
                {line.comment}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
