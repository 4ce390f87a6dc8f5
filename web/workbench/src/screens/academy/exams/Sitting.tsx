import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useEffect, useMemo, useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { useNow } from "../../../parts/useNow";
import page from "../../page.module.css";
import academy from "../academy.module.css";
import styles from "./exams.module.css";
import { QuestionBody } from "./QuestionBody";
import { Result } from "./Result";
import { Saver, type SaveState } from "./saving";
import { type Answer, type Paper, saveAnswer, useExamActs, usePaper } from "./useExams";

/** A paper: being written while it is open, its result afterwards. */
export function Sitting() {
  const t = useText();
  const { shop = "", id } = useParams({ strict: false });
  const { from } = useSearch({ strict: false }) as { from?: string };
  const paper = usePaper(shop, id === undefined ? undefined : Number(id));
  return (
    <main className={page.page} id="chat" data-testid="sitting">
      <Link to="/academy" search={{ tab: from ?? "exams" }} className={academy.link ?? ""}>
        {from ? t.path.back : t.exams.back}
      </Link>
      {paper.isPending ? <Loading rows={10} /> : null}
      {paper.isError ? <Failed error={paper.error} onRetry={() => paper.refetch()} /> : null}
      {paper.data?.sitting.state === "open" ? (
        <Writing key={paper.data.sitting.id} shop={shop} paper={paper.data} />
      ) : null}
      {paper.data && paper.data.sitting.state !== "open" ? <Result shop={shop} paper={paper.data} /> : null}
    </main>
  );
}

const isAnswered = (answer: Answer | undefined) =>
  Boolean(answer?.picks?.length) || Boolean(answer?.texts?.some((text) => text.trim()));

function Writing({ shop, paper }: { shop: string; paper: Paper }) {
  const t = useText();
  const navigate = useNavigate();
  const { message, modal } = AntApp.useApp();
  const acts = useExamActs(shop);
  const [at, setAt] = useState(0);
  const [saving, setSaving] = useState<SaveState>("saved");
  const [answers, setAnswers] = useState<readonly Answer[]>(() => paper.questions.map((one) => one.answer));
  const { id } = paper.sitting;
  const saver = useMemo(
    () => new Saver((place, answer, rev) => saveAnswer(shop, id, place, answer, rev), setSaving),
    [shop, id],
  );
  useStay(saving === "saving" || saving === "failed");
  const shown = paper.questions[at];
  const done = answers.filter(isAnswered).length;
  const finish = async () => {
    try {
      await saver.settled();
      await acts.handIn.mutateAsync(id);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const ask = () =>
    modal.confirm({
      title: t.exams.handInAsk(answers.length - done),
      okText: t.exams.handIn,
      cancelText: t.common.cancel,
      onOk: finish,
    });
  const over = () => {
    message.warning(t.exams.gone);
    void finish();
  };
  const chat = async () => {
    try {
      const begun = await acts.chat.mutateAsync({ sitting_id: id, place: at });
      if (begun.conversation) navigate({ to: "/c/$id", params: { id: String(begun.conversation) } });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  if (!shown) return null;
  const write = (answer: Answer) => {
    setAnswers(answers.map((held, n) => (n === at ? answer : held)));
    saver.put(at, answer, shown.rev);
  };
  return (
    <>
      <header className={styles.paperHead}>
        <h1>{paper.sitting.title}</h1>
        <Clock due={paper.sitting.due_at} onOver={over} />
        <span
          className={saving === "failed" || saving === "refused" ? styles.failed : styles.hint}
          data-testid="exam-saving"
          data-state={saving}
        >
          {t.exams.saveState[saving]}
        </span>
        <span className={styles.gap} />
        <span className={styles.hint}>{t.exams.answered(done, answers.length)}</span>
        <Button type="primary" loading={acts.handIn.isPending} onClick={ask} data-testid="exam-hand-in">
          {t.exams.handIn}
        </Button>
      </header>
      <nav className={styles.places} aria-label={paper.sitting.title}>
        {paper.questions.map((one) => (
          <Button
            key={one.place}
            size="small"
            type={one.place === at ? "primary" : "default"}
            data-done={one.place !== at && isAnswered(answers[one.place])}
            onClick={() => setAt(one.place)}
          >
            {String(one.place + 1)}
          </Button>
        ))}
      </nav>
      <section className={`${page.section} ${styles.question}`} data-testid="exam-question">
        <div className={styles.meta}>
          <span>{t.exams.kinds[shown.kind]}</span>
          <span>{t.exams.topics[shown.topic]}</span>
          <span>{t.exams.points(shown.points)}</span>
        </div>
        <p className={styles.stem}>{shown.stem}</p>
        {shown.kind === "practice" ? (
          <>
            <p className={styles.hint}>{t.exams.chatHint}</p>
            <Button onClick={chat} loading={acts.chat.isPending} data-testid="exam-chat">
              {t.exams.toChat}
            </Button>
          </>
        ) : (
          <QuestionBody key={at} place={shown} answer={answers[at] ?? {}} onAnswer={write} />
        )}
        <div className={styles.acts}>
          <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t.exams.previous}
          </Button>
          <Button disabled={at === answers.length - 1} onClick={() => setAt(at + 1)} data-testid="exam-next">
            {t.exams.next}
          </Button>
        </div>
      </section>
    </>
  );
}

/** Counts to the server's end; the server collects the paper then, whether this page is open or not. */
function Clock({ due, onOver }: { due: string; onOver(): void }) {
  const t = useText();
  const now = useNow();
  const [told, setTold] = useState(false);
  const left = Math.max(0, Math.ceil((Date.parse(due) - now) / 1000));
  useEffect(() => {
    if (left === 0 && !told) {
      setTold(true);
      onOver();
    }
  }, [left, told, onOver]);
  const clock = `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span className={styles.clock} data-late={left < 60} data-testid="exam-clock">
      {t.exams.left(clock)}
    </span>
  );
}

/** The browser asks before it leaves while something is not on the server yet. */
function useStay(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [unsaved]);
}
