import { Link, useNavigate, useParams } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { colon, comma, sentence, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { PracticeDetail } from "../../protocol/types";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import styles from "./academy.module.css";
import { Curve } from "./Curve";
import { ExchangeRow } from "./ExchangeRow";
import { useAcademyActs, usePractice } from "./useAcademy";

/** The review of a practice: scorecard, what was hidden, the chat turn by turn with the mood beneath. */
export function Review() {
  const t = useText();
  const { shop = "", id } = useParams({ strict: false });
  const practice = usePractice(shop, id === undefined ? undefined : Number(id));
  return (
    <main className={page.page} id="chat" data-testid="review">
      <Link to="/academy" className={styles.link ?? ""}>
        {t.academy.back}
      </Link>
      {practice.isPending ? <Loading rows={10} /> : null}
      {practice.isError ? <Failed error={practice.error} onRetry={() => practice.refetch()} /> : null}
      {practice.data ? <Sheet shop={shop} detail={practice.data} /> : null}
    </main>
  );
}

function Sheet({ shop, detail }: { shop: string; detail: PracticeDetail }) {
  const t = useText();
  const english = useLanguage() === "en";
  const { review, practice, best_score, own_scores } = detail;
  const mine = useHold().session.staff.id === practice.staff.id;
  const retry = useRetry(shop, practice.id);
  const title = english ? practice.title_en : practice.title;
  if (!review)
    return (
      <>
        <h1 className={page.title}>{title}</h1>
        <Blank title={practice.state === "ended" ? t.academy.nothing : t.academy.notEnded} />
      </>
    );
  return (
    <>
      <div className={styles.top}>
        <h1 className={page.title}>{title}</h1>
        <span className={styles.score} data-testid="review-score">
          {review.score}
        </span>
        <State tone={review.passed ? "good" : "urgent"}>{review.passed ? t.academy.passed : t.academy.failed}</State>
        <span>{t.academy.decision[review.decision]}</span>
        {mine ? (
          <Button onClick={() => retry(0)} data-testid="review-retry-all">
            {t.academy.retryAll}
          </Button>
        ) : null}
      </div>
      <p className={page.lead}>
        {best_score === null ? "" : t.academy.best(best_score)}
        {own_scores.length > 1 ? ` · ${t.academy.own(own_scores.join(comma()))}` : ""}
      </p>
      <section className={page.section}>
        <ul className={styles.items}>
          {review.items.map((item) => (
            <li key={item.name}>
              <span>{t.academy.items[item.name]}</span>
              <State tone={item.passed ? "good" : "urgent"}>{item.passed ? t.academy.itemOk : t.academy.itemNo}</State>
            </li>
          ))}
        </ul>
        <dl className={styles.facts}>
          <dt>{t.academy.goal}</dt>
          <dd>{review.goal}</dd>
          <dt>{t.academy.hidden}</dt>
          <dd>{review.hidden.map((fact) => `${fact.name}${colon()}${fact.value}`).join("；")}</dd>
        </dl>
      </section>
      {review.findings.length ? (
        <section className={page.section} data-testid="review-findings">
          <h2 className={page.sectionTitle}>{t.academy.findings}</h2>
          <ul className={styles.missed}>
            {review.findings.map((one) => (
              <li key={`${one.kind}${one.exchanges.join()}`} className={one.praise ? styles.praise : undefined}>
                {t.academy.finding(one.name, one.points, one.exchanges.map((at) => at + 1).join(comma()))} {one.reason}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {review.exchanges.length ? (
        <Curve start={review.start_mood} moods={review.exchanges.map((one) => one.mood)} />
      ) : (
        <Blank title={t.academy.nothing} />
      )}
      <ol className={styles.exchanges}>
        {review.exchanges.map((exchange, at) => (
          <ExchangeRow
            // biome-ignore lint/suspicious/noArrayIndexKey: an ended chat does not move
            key={at}
            exchange={exchange}
            onRetry={mine ? () => retry(at) : undefined}
          />
        ))}
      </ol>
    </>
  );
}

/** Begin again after so many exchanges, and go there. */
function useRetry(shop: string, id: number): (turn: number) => void {
  const t = useText();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const acts = useAcademyActs(shop);
  return (turn) => {
    acts.retry
      .mutateAsync({ id, turn })
      .then(({ practice }) => {
        if (practice.conversation) navigate({ to: "/c/$id", params: { id: String(practice.conversation) } });
      })
      .catch((error: unknown) => message.error(sentence(t, error)));
  };
}
