import { Link, useNavigate, useParams } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import page from "../../page.module.css";
import academy from "../academy.module.css";
import { Block } from "./Block";
import { LessonDrawer } from "./LessonDrawer";
import styles from "./path.module.css";
import { type LessonView, useLesson, usePathActs } from "./usePath";

/** A lesson: read it, then its check. */
export function Lesson() {
  const t = useText();
  const { shop = "", code = "" } = useParams({ strict: false });
  const lesson = useLesson(shop, code);
  return (
    <main className={page.page} id="chat" data-testid="lesson">
      <Link to="/academy" search={{ tab: "path" }} className={academy.link ?? ""}>
        {t.path.back}
      </Link>
      {lesson.isPending ? <Loading rows={10} /> : null}
      {lesson.isError ? <Failed error={lesson.error} onRetry={() => lesson.refetch()} /> : null}
      {lesson.data ? <Sheet shop={shop} lesson={lesson.data} /> : null}
    </main>
  );
}

function Sheet({ shop, lesson }: { shop: string; lesson: LessonView }) {
  const t = useText();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const [editing, setEditing] = useState(false);
  const say = (error: unknown) => message.error(sentence(t, error));
  const read = () => acts.read.mutateAsync(lesson.code).catch(say);
  const check = async () => {
    try {
      if (!lesson.read) await acts.read.mutateAsync(lesson.code);
      const paper = await acts.check.mutateAsync(lesson.code);
      navigate({
        to: "/academy/$shop/exam/$id",
        params: { shop, id: String(paper.sitting.id) },
        search: { from: "path" },
      });
    } catch (error) {
      say(error);
    }
  };
  return (
    <>
      <header className={styles.bar}>
        <h1 className={page.title}>{lesson.title}</h1>
        <span className={styles.meta}>{t.path.minutes(lesson.minutes)}</span>
        {lesson.checked === null ? null : <State tone="good">{t.path.checked(lesson.checked)}</State>}
        {lesson.text === null ? null : (
          <Button type="text" onClick={() => setEditing(true)} data-testid="lesson-edit">
            {t.path.editLesson}
          </Button>
        )}
      </header>
      <article className={`${page.section} ${styles.lesson}`}>
        {lesson.blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lesson's blocks keep their places
          <Block key={at} block={block} />
        ))}
      </article>
      <div className={styles.bar}>
        <Button onClick={read} loading={acts.read.isPending} disabled={lesson.read} data-testid="lesson-read">
          {lesson.read ? t.path.readAgain : t.path.readDone}
        </Button>
        {lesson.check ? (
          <>
            <Button type="primary" onClick={check} loading={acts.check.isPending} data-testid="lesson-check">
              {lesson.checked === null ? t.path.startCheck : t.path.checkAgain}
            </Button>
            <span className={styles.meta}>{t.path.checkHint(lesson.check)}</span>
          </>
        ) : (
          <span className={styles.meta}>{t.path.noCheck}</span>
        )}
      </div>
      {editing ? <LessonDrawer shop={shop} lesson={lesson} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
