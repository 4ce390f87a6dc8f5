import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { comma, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { AddPeerChat, AnswerPeer, PeerLesson } from "./PeerForms";
import styles from "./quality.module.css";
import { type PeerChat, usePeerActs, usePeerRound } from "./usePeers";

/** A round: the chats side by side, what people felt, and what is done about it. */
export function PeerRoundPage({ shop, round, onBack }: { shop: Shop; round: number; onBack(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const found = usePeerRound(shop.code, round);
  const { remove } = usePeerActs(shop.code);
  const [answering, setAnswering] = useState<PeerChat | null>(null);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const data = found.data;
  const text = t.quality.peers;
  const drop = (chat: PeerChat) =>
    remove.mutate(
      { round_id: round, chat_id: chat.id },
      { onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <Button type="link" onClick={onBack}>
          {text.back}
        </Button>
        <h2>{data.title}</h2>
        <span className={styles.gap} />
        <AddPeerChat shop={shop} round={round} />
      </div>
      {data.chats.length ? <Compared chats={data.chats} onAnswer={setAnswering} onRemove={drop} /> : null}
      <section className={styles.stack}>
        <h3>{text.lessons}</h3>
        {data.lessons.map((one) => (
          <p key={`${one.learnt}${one.due}`}>
            {one.learnt} {one.shared ? <State tone="waiting">{text.shared}</State> : null}
            <br />
            <span className={styles.quiet}>
              {one.measure} · {one.owner} · {one.due} {one.task ? `· ${text.task(one.task)}` : ""}
            </span>
          </p>
        ))}
        <PeerLesson shop={shop} round={round} />
      </section>
      {answering ? (
        <AnswerPeer
          shop={shop}
          round={round}
          chat={answering}
          questions={data.questions}
          onClose={() => setAnswering(null)}
        />
      ) : null}
    </div>
  );
}

function Compared({
  chats,
  onAnswer,
  onRemove,
}: {
  chats: PeerChat[];
  onAnswer(chat: PeerChat): void;
  onRemove(chat: PeerChat): void;
}) {
  const t = useText();
  const text = t.quality.peers;
  const wait = (value: number | null) => (value === null ? "—" : text.seconds(value));
  const said = (chat: PeerChat, topic: string) => {
    const one = chat.facts.answers.find((answer) => answer.topic === topic);
    return one ? one.answer || "—" : text.notAsked;
  };
  const rows: [string, (chat: PeerChat) => string][] = [
    [text.facts.opening, (chat) => chat.facts.opening.join(" / ")],
    [text.facts.greeted, (chat) => (chat.facts.greeted ? text.yes : text.no)],
    [text.facts.first, (chat) => wait(chat.facts.first_response_s)],
    [text.facts.average, (chat) => wait(chat.facts.average_response_s)],
    [text.facts.lines, (chat) => `${chat.facts.lines_shop} / ${chat.facts.lines_shopper}`],
    [text.facts.asks, (chat) => `${chat.facts.asks_shop} / ${chat.facts.asks_shopper}`],
    ...Object.keys(text.topics).map((topic): [string, (chat: PeerChat) => string] => [
      text.topics[topic] ?? topic,
      (chat) => said(chat, topic),
    ]),
    [
      text.facts.bargain,
      (chat) =>
        chat.facts.bargain_words
          ? `${chat.facts.bargain.map((way) => text.bargains[way] ?? way).join(comma())} “${chat.facts.bargain_words}”`
          : text.notAsked,
    ],
    [
      text.facts.silences,
      (chat) =>
        [
          text.chased(chat.facts.silences, chat.facts.chases.length),
          ...chat.facts.chases.map((one) => `${text.seconds(one.after_s)}：${one.text}`),
        ].join(" / "),
    ],
    [text.facts.closing, (chat) => (chat.facts.good_closing ? text.yes : text.no)],
    ...Object.keys(text.questions).map((question): [string, (chat: PeerChat) => string] => [
      text.questions[question] ?? question,
      (chat) => chat.answers[question] ?? "—",
    ]),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached from the keyboard
    <section className={styles.compared} tabIndex={0} aria-label={t.quality.tabs.peers}>
      <table>
        <thead>
          <tr>
            <td />
            {chats.map((chat) => (
              <th key={chat.id} scope="col">
                {chat.own ? <State tone="accent">{text.ours}</State> : null} {chat.name}
                <div className={styles.quiet}>{chat.bigger}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {chats.map((chat) => (
                <td key={chat.id}>{value(chat)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {chats.map((chat) => (
              <td key={chat.id}>
                <Button size="small" onClick={() => onAnswer(chat)} data-testid="answer-peer">
                  {text.answer}
                </Button>
                <Button size="small" type="link" onClick={() => onRemove(chat)}>
                  {text.remove}
                </Button>
                <div className={styles.quiet}>
                  {text.answered(Object.keys(chat.answers).length, Object.keys(text.questions).length)}
                </div>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
