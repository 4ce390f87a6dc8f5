import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { type KeyboardEvent, useState } from "react";
import { colon, sentence, useLanguage, useText } from "../../i18n";
import type { CardGroup } from "../../i18n/zh.academy";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { CardMarked } from "../../protocol/types";
import page from "../page.module.css";
import styles from "./academy.module.css";
import { useAcademyActs, useDueCards } from "./useAcademy";

/** One card after another: type the answer, see what was missing, go on. */
export function Cards({ shop }: { shop: string }) {
  const t = useText();
  const language = useLanguage();
  const { message } = AntApp.useApp();
  const cards = useDueCards(shop);
  const acts = useAcademyActs(shop);
  const [text, setText] = useState("");
  const [marked, setMarked] = useState<CardMarked | null>(null);
  if (cards.isPending) return <Loading rows={6} />;
  if (cards.isError) return <Failed error={cards.error} onRetry={() => cards.refetch()} />;
  const { due, fresh, known } = cards.data;
  const card = cards.data.cards[0];
  if (!card) return <Blank title={t.academy.cardsDone} hint={t.academy.cardsDoneHint} />;

  const hand = async () => {
    try {
      setMarked(await acts.answer.mutateAsync({ card: card.id, text }));
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const next = async () => {
    setMarked(null);
    setText("");
    await cards.refetch();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
      void (marked ? next() : hand());
  };
  return (
    <section className={`${page.section} ${styles.card}`} data-testid="card">
      <div className={styles.meta}>
        <State tone={card.red_line ? "urgent" : "plain"}>
          {card.red_line ? t.academy.redLine : (t.academy.group[card.group as CardGroup] ?? t.coaching.remedies)}
        </State>
        <span>{t.academy.due(due)}</span>
        <span>{t.academy.fresh(fresh)}</span>
        <span>{t.academy.known(known)}</span>
      </div>
      <h2 className={page.sectionTitle} data-testid="card-question">
        {(language === "en" && card.question_en) || card.question}
      </h2>
      <Input.TextArea
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        rows={4}
        maxLength={2000}
        readOnly={marked !== null}
        placeholder={t.academy.typeAnswer}
        aria-label={t.academy.typeAnswer}
        data-testid="card-text"
      />
      {marked ? <Mark marked={marked} /> : null}
      {marked ? (
        <Button type="primary" onClick={next} data-testid="card-next">
          {t.academy.next}
        </Button>
      ) : (
        <Button type="primary" loading={acts.answer.isPending} onClick={hand} data-testid="card-answer">
          {t.academy.answer}
        </Button>
      )}
    </section>
  );
}

function Mark({ marked }: { marked: CardMarked }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className={styles.mark} data-testid="card-mark">
      <div className={styles.meta}>
        <State tone={marked.right ? "good" : "urgent"}>
          {`${marked.right ? t.academy.right : t.academy.wrong} ${Math.round(marked.share * 100)}%`}
        </State>
        <span>
          {t.academy.again} <When at={marked.due_at} form="long" />
        </span>
        {marked.source ? <span>{marked.source}</span> : null}
      </div>
      {marked.missing.length ? (
        <ul className={styles.missed}>
          {marked.missing.map((point) => (
            <li key={point}>
              {t.academy.missing}
              {colon()}
              {point}
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.better}>
        <span className={styles.label}>{t.academy.standard}</span>{" "}
        {(language === "en" && marked.answer_en) || marked.answer}
      </p>
    </div>
  );
}
