import { useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import page from "../../page.module.css";
import { mayTeach } from "../rights";
import { Analysis } from "./Analysis";
import { ExamDrawer } from "./ExamDrawer";
import styles from "./exams.module.css";
import { Papers } from "./Papers";
import { type Exam, useExamActs, useExams } from "./useExams";

/** The exams that one may take, with one's results; who teaches sets them here. */
export function Exams({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const exams = useExams(shop);
  const [editing, setEditing] = useState<Exam | "new" | null>(null);
  const [analysed, setAnalysed] = useState<Exam | null>(null);
  const teaches = mayTeach(role);
  if (exams.isPending) return <Loading rows={6} />;
  if (exams.isError) return <Failed error={exams.error} onRetry={() => exams.refetch()} />;
  return (
    <>
      {teaches ? (
        <div className={styles.bar}>
          <Button type="primary" onClick={() => setEditing("new")} data-testid="exam-set">
            {t.exams.setNew}
          </Button>
        </div>
      ) : null}
      {exams.data.length ? (
        <div className={styles.list} data-testid="exams">
          {exams.data.map((exam) => (
            <Entry
              key={exam.id}
              shop={shop}
              exam={exam}
              {...(teaches ? { onEdit: () => setEditing(exam), onAnalyse: () => setAnalysed(exam) } : {})}
            />
          ))}
        </div>
      ) : (
        <Blank title={t.exams.none} hint={t.exams.noneHint} />
      )}
      {teaches ? <Papers shop={shop} /> : null}
      {editing ? (
        <ExamDrawer shop={shop} exam={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      ) : null}
      {analysed ? <Analysis shop={shop} exam={analysed} onClose={() => setAnalysed(null)} /> : null}
    </>
  );
}

interface EntryProps {
  shop: string;
  exam: Exam;
  onEdit?(): void;
  onAnalyse?(): void;
}

function Entry({ shop, exam, onEdit, onAnalyse }: EntryProps) {
  const t = useText();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const acts = useExamActs(shop);
  const mine = exam.mine ?? [];
  const going = mine.find((one) => one.state === "open");
  const last = mine.find((one) => one.state !== "open");
  const go = (id: number) => navigate({ to: "/academy/$shop/exam/$id", params: { shop, id: String(id) } });
  const sit = async () => {
    try {
      go((await acts.sit.mutateAsync(exam.id)).sitting.id);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const full = exam.tries > 0 && mine.length >= exam.tries && !going;
  return (
    <article className={`${page.section} ${styles.exam}`} data-testid="exam">
      <h2>{exam.title}</h2>
      <div className={styles.meta}>
        <span>{t.exams.count(exam.questions)}</span>
        <span>{t.exams.minutes(exam.minutes)}</span>
        <span>{t.exams.passAt(exam.pass_mark)}</span>
        {exam.tries ? <span>{t.exams.triesLeft(mine.length, exam.tries)}</span> : null}
        {exam.open ? null : <State>{t.exams.closed}</State>}
      </div>
      {last ? (
        <div className={styles.meta}>
          <State tone={last.state === "handed" ? "waiting" : last.passed ? "good" : "urgent"}>
            {last.state === "handed" ? t.exams.state.handed : last.passed ? t.exams.passed : t.exams.failed}
          </State>
          {last.score === null ? null : <span>{t.exams.score(last.score)}</span>}
        </div>
      ) : null}
      <div className={styles.acts}>
        {exam.open && !full ? (
          <Button
            type={going ? "primary" : "default"}
            loading={acts.sit.isPending}
            onClick={sit}
            data-testid="exam-sit"
          >
            {going ? t.exams.resume : last ? t.exams.again : t.exams.begin}
          </Button>
        ) : null}
        {last ? (
          <Button type="link" onClick={() => go(last.id)} data-testid="exam-look">
            {t.exams.look}
          </Button>
        ) : null}
        {onEdit ? (
          <Button type="text" onClick={onEdit}>
            {t.exams.edit}
          </Button>
        ) : null}
        {onAnalyse ? (
          <Button type="text" onClick={onAnalyse} data-testid="exam-analyse">
            {t.exams.analysis}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
