import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import { useState } from "react";
import { colon, sentence, useText } from "../../../i18n";
import { State } from "../../../parts/State";
import { useHold } from "../../../store/use";
import page from "../../page.module.css";
import { mayTeach } from "../rights";
import styles from "./exams.module.css";
import { type Paper, type Place, useExamActs } from "./useExams";

type Marks = Record<number, { points: number; remark: string }>;

/** What a paper has come to; who teaches decides on short answers here. */
export function Result({ shop, paper }: { shop: string; paper: Paper }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useExamActs(shop);
  const role = useHold().session.shops.find((one) => one.code === shop)?.role ?? "";
  const [marks, setMarks] = useState<Marks>({});
  const { sitting } = paper;
  const markable = mayTeach(role) ? paper.questions.filter((one) => one.kind === "short" && one.saved_at) : [];
  const confirm = async () => {
    const given = markable.map((one) => ({
      place: one.place,
      share: (marks[one.place]?.points ?? proposed(one)) / one.points,
      remark: marks[one.place]?.remark ?? one.result?.remark ?? "",
    }));
    try {
      await acts.mark.mutateAsync({ sitting_id: sitting.id, marks: given });
      message.success(t.common.saved);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <>
      <header className={styles.paperHead}>
        <h1>{sitting.title}</h1>
        <span>{sitting.staff.name}</span>
        <span className={styles.clock} data-testid="exam-score">
          {sitting.score === null ? "" : t.exams.score(sitting.score)}
        </span>
        <State tone={sitting.state === "handed" ? "waiting" : sitting.passed ? "good" : "urgent"}>
          {sitting.state === "handed" ? t.exams.state.handed : sitting.passed ? t.exams.passed : t.exams.failed}
        </State>
        <span className={styles.gap} />
        {markable.length ? (
          <Button type="primary" loading={acts.mark.isPending} onClick={confirm} data-testid="exam-mark">
            {t.exams.markDone}
          </Button>
        ) : null}
      </header>
      {markable.length ? <p className={styles.hint}>{t.exams.markHint}</p> : null}
      {paper.questions.map((one) => (
        <section key={one.place} className={`${page.section} ${styles.question}`} data-testid="exam-result">
          <div className={styles.meta}>
            <span>{one.place + 1}</span>
            <span>{t.exams.kinds[one.kind]}</span>
            <span>{t.exams.topics[one.topic]}</span>
          </div>
          <p className={styles.stem}>{one.stem}</p>
          <Outcome place={one} />
          {markable.includes(one) ? (
            <div className={styles.bar}>
              <InputNumber
                min={0}
                max={one.points}
                step={0.5}
                value={marks[one.place]?.points ?? proposed(one)}
                aria-label={t.exams.mark}
                onChange={(points) =>
                  points !== null &&
                  setMarks({ ...marks, [one.place]: { points, remark: marks[one.place]?.remark ?? "" } })
                }
              />
              <Input
                maxLength={200}
                placeholder={t.exams.remark}
                aria-label={t.exams.remark}
                value={marks[one.place]?.remark ?? one.result?.remark ?? ""}
                onChange={(event) =>
                  setMarks({
                    ...marks,
                    [one.place]: { points: marks[one.place]?.points ?? proposed(one), remark: event.target.value },
                  })
                }
              />
            </div>
          ) : null}
        </section>
      ))}
    </>
  );
}

const proposed = (one: Place): number => Math.round((one.result?.share ?? 0) * one.points * 10) / 10;

function Outcome({ place }: { place: Place }) {
  const t = useText();
  const { result } = place;
  if (!result) return null;
  const gained = (result.share ?? 0) * place.points;
  const right = rightAnswer(place, t.exams);
  return (
    <div className={styles.result} data-good={result.share === 1}>
      <p>
        {t.exams.yours}
        {colon()}
        {given(place, t.exams) || t.exams.empty}
      </p>
      {right && result.share !== 1 ? (
        <p>
          {t.exams.right}
          {colon()}
          {right}
        </p>
      ) : null}
      {result.why ? (
        <p>
          {t.exams.why}
          {colon()}
          {result.why}
        </p>
      ) : null}
      {result.remark ? (
        <p>
          {t.exams.remark}
          {colon()}
          {result.remark}
        </p>
      ) : null}
      <div className={styles.meta}>
        <span>{t.exams.gained(String(Math.round(gained * 10) / 10), place.points)}</span>
        {result.source ? (
          <span>
            {t.exams.source} {result.source}
          </span>
        ) : null}
      </div>
    </div>
  );
}

interface Words {
  true: string;
  false: string;
}

function said(place: Place, picks: readonly number[], words: Words): string {
  if (place.kind === "judge") return picks.map((pick) => (pick ? words.true : words.false)).join("");
  if (place.kind === "match")
    return picks.map((pick, at) => `${place.options[at]} — ${place.pairs[pick] ?? ""}`).join("\n");
  if (place.kind === "order") return picks.map((pick, at) => `${at + 1}. ${place.options[pick]}`).join("\n");
  return picks.map((pick) => place.options[pick] ?? "").join("\n");
}

function given(place: Place, words: Words): string {
  if (place.kind === "practice") return "";
  const texts = (place.answer.texts ?? []).join("；");
  return texts || said(place, place.answer.picks ?? [], words);
}

function rightAnswer(place: Place, words: Words): string {
  const { result } = place;
  if (!result || place.kind === "practice") return "";
  return result.accept.length ? result.accept.join("；") : said(place, result.key, words);
}
