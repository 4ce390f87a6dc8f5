import { Link } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { mayWrite } from "../../store/use";
import { mayPublish } from "../quality/rights";
import { plusDays, today } from "../shifts/days";
import { Days } from "./Days";
import styles from "./reports.module.css";
import { type FrequentQuestion, type Span, useHarvest, useKeepAnswer } from "./useReports";

/** What shoppers ask most, with the best answers: one press makes one an entry of the FAQ or a phrase. */
export function QuestionsTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [span, setSpan] = useState<Span>(() => ({
    day: plusDays(today(shop.timezone), -6),
    until: today(shop.timezone),
  }));
  const found = useHarvest(shop.code, span);
  return (
    <>
      <Days zone={shop.timezone} span={span} onSpan={setSpan} />
      <p className={styles.quiet}>{t.reports.questionsHint}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.length ? <Blank title={t.reports.questionsEmpty} /> : null}
      <ul className={styles.list}>
        {found.data?.map((one) => (
          <One key={one.question} shop={shop} one={one} />
        ))}
      </ul>
    </>
  );
}

function One({ shop, one }: { shop: Shop; one: FrequentQuestion }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const keep = useKeepAnswer(shop.code);
  const said = (text: string) => ({
    onSuccess: () => void message.success(text),
    onError: (error: unknown) => void message.error(sentence(t, error)),
  });
  const entry = (answer: string) => ({
    question: one.question,
    answer,
    similar: one.wordings.filter((w) => w !== one.question),
  });
  const proposed = mayPublish(shop.role) ? t.reports.faqMade : t.reports.faqProposed;
  return (
    <li className={styles.card}>
      <div className={styles.bar}>
        <strong>{one.question}</strong>
        <span className={styles.quiet}>{t.reports.times(one.count)}</span>
        {one.known ? <State tone="good">{t.reports.knownAs(one.known)}</State> : null}
        <span className={styles.gap} />
        {one.chats.slice(0, 3).map((chat) => (
          <Link
            key={`${chat.conversation}:${chat.seq}`}
            to="/c/$id"
            params={{ id: String(chat.conversation) }}
            search={{ at: chat.seq }}
            className={styles.link ?? ""}
          >
            #{chat.conversation}
          </Link>
        ))}
      </div>
      <p className={styles.quiet}>{one.wordings.join("　")}</p>
      {one.answers.length ? (
        <ul className={styles.lines}>
          {one.answers.map((answer) => (
            <li key={`${answer.conversation}:${answer.seq}`} className={styles.answerRow}>
              <span className={styles.words}>{answer.text}</span>
              <span className={styles.bar}>
                <span className={styles.quiet}>
                  {answer.by}
                  {answer.score === null ? "" : ` · ${answer.score}`}
                </span>
                {mayWrite(shop) ? (
                  <Button
                    size="small"
                    disabled={Boolean(one.known)}
                    onClick={() => keep.faq.mutate(entry(answer.text), said(proposed))}
                  >
                    {mayPublish(shop.role) ? t.reports.toFaq : t.reports.proposeFaq}
                  </Button>
                ) : null}
                {mayPublish(shop.role) ? (
                  <Button size="small" onClick={() => keep.phrase.mutate(answer.text, said(t.reports.phraseMade))}>
                    {t.reports.toPhrase}
                  </Button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{t.reports.noAnswer}</p>
      )}
    </li>
  );
}
