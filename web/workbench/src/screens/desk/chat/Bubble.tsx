import RobotOutlined from "@ant-design/icons/RobotOutlined";
import Button from "antd/es/button";
import { memo } from "react";
import { tellComposer } from "../../../app/ui";
import { type Texts, useText } from "../../../i18n";
import { hourText } from "../../../parts/time";
import { useNow } from "../../../parts/useNow";
import type { Message } from "../../../protocol/types";
import { useHold, useShop, useView } from "../../../store/use";
import { AnswerJudge } from "../../robot/AnswerJudge";
import { answeredSeq } from "../../robot/answered";
import { KeepAsFaq } from "../../robot/KeepAsFaq";
import { useActions } from "../actions/useActions";
import { isOwnRecallable } from "../composer/own";
import styles from "./chat.module.css";
import { MessageBody } from "./MessageBody";
import { Sources } from "./Sources";

const SERVING: ReadonlySet<string> = new Set(["owner", "lead", "agent"]);

interface Props {
  message: Message;
  zone: string | undefined;
  /** The shopper has read it. */
  read: boolean;
  /** The line before it is by the same person: the name need not stand there again. */
  follows: boolean;
}

export const Bubble = memo(function Bubble({ message, zone, read, follows }: Props) {
  const t = useText();
  const { author, author_name, recalled, visibility } = message;
  if (recalled) return <p className={styles.system}>{t.chat.recalled(author_name)}</p>;
  if (author === "system" && !(visibility === "internal" && author_name)) {
    return <p className={styles.system}>{message.body.text}</p>;
  }
  const kind = visibility === "internal" ? "note" : author;
  return (
    <article
      className={styles.item}
      data-author={kind}
      data-kind={message.kind}
      data-seq={message.seq ?? undefined}
      data-testid="bubble"
      aria-label={`${author === "robot" ? t.chat.robotMark : author_name} ${hourText(message.at, zone)}`}
    >
      {author === "shopper" || (follows && author !== "robot") ? null : <Byline message={message} />}
      <div className={styles.bubble}>
        <MessageBody message={message} />
      </div>
      <div className={styles.meta}>
        <time dateTime={message.at}>{hourText(message.at, zone)}</time>
        {kind === "agent" || kind === "robot" ? <span>{read ? t.chat.read : t.chat.delivered}</span> : null}
        {message.body.sources?.length ? <Sources facts={message.body.sources} /> : null}
        {kind === "robot" || kind === "agent" ? <Judge message={message} /> : null}
        {kind === "agent" ? <Recall message={message} /> : null}
      </div>
    </article>
  );
});

function noteName(t: Texts, { body }: Message): string {
  if (body.event === "help") return t.day.kinds.help;
  return body.event === "whisper" ? t.day.kinds.whisper : t.chat.note;
}

function Byline({ message }: { message: Message }) {
  const t = useText();
  if (message.visibility === "internal") {
    return (
      <div className={styles.byline}>
        {noteName(t, message)} · {message.author_name}
      </div>
    );
  }
  if (message.author === "robot") {
    return (
      <div className={styles.byline} data-testid="robot-mark">
        <RobotOutlined aria-hidden /> {message.author_name || t.chat.robotMark}
      </div>
    );
  }
  return (
    <div className={styles.byline}>
      {message.author_name}
      {message.assisted ? ` · ${t.chat.assisted}` : null}
    </div>
  );
}

/** What people say of the robot's answers, and good answers of people kept; for those who may serve. */
function Judge({ message }: { message: Message }) {
  const shop = useView((view) => view.state.conversations.get(message.conversation)?.shop ?? "");
  const serves = SERVING.has(useShop(shop)?.role ?? "");
  const answered = message.author === "robot" ? answeredSeq(message.client_id) : null;
  if (!serves || message.kind !== "text" || message.seq === null) return null;
  const { conversation, seq } = message;
  if (answered !== null) return <AnswerJudge shop={shop} conversation={conversation} seq={answered} />;
  if (message.author !== "agent") return null;
  return <KeepAsFaq shop={shop} conversation={conversation} seq={seq} className={styles.recall ?? ""} />;
}

/** For two minutes one's own message can be taken back; its text returns to the composer. */
function Recall({ message }: { message: Message }) {
  const t = useText();
  const me = useHold().session.staff.id;
  const { recall } = useActions(message.conversation);
  const now = useNow();
  if (message.seq === null || !isOwnRecallable(message, me, now)) return null;
  const { seq } = message;
  const takeBack = async () => {
    const { text } = message.body;
    if ((await recall(seq)) && text) tellComposer({ do: "restore", text });
  };
  return (
    <Button type="link" size="small" className={styles.recall ?? ""} onClick={takeBack} data-testid="recall">
      {t.chat.recall}
    </Button>
  );
}
