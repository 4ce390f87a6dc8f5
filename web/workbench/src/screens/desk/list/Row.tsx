import { Link } from "@tanstack/react-router";
import Checkbox from "antd/es/checkbox";
import { memo } from "react";
import { setUi, useUi } from "../../../app/ui";
import { intentName, type Texts, useText } from "../../../i18n";
import { ShopMark } from "../../../parts/ShopMark";
import { State, type Tone } from "../../../parts/State";
import { hourText } from "../../../parts/time";
import { WaitClock } from "../../../parts/WaitClock";
import { When } from "../../../parts/When";
import type { Conversation } from "../../../protocol/types";
import { useHold, useView } from "../../../store/use";
import styles from "./list.module.css";

export interface RowTag {
  key: string;
  text: string;
  tone: Tone;
}

/** Never more than two: first what wants a hand, then what it is about. */
export function rowTags(t: Texts, conversation: Conversation): RowTag[] {
  const { urgent, mood, intent, state, practice } = conversation;
  const tags: RowTag[] = [];
  if (practice) tags.push({ key: "practice", text: t.academy.tabs.practice, tone: "good" });
  if (state === "closed") tags.push({ key: "closed", text: t.list.closed, tone: "plain" });
  if (mood === "angry") tags.push({ key: "mood", text: t.mood.angry, tone: "urgent" });
  else if (urgent) tags.push({ key: "urgent", text: t.list.urgent, tone: "urgent" });
  else if (mood === "impatient") tags.push({ key: "mood", text: t.mood.impatient, tone: "waiting" });
  if (state === "robot") tags.push({ key: "robot", text: t.chat.robotMark, tone: "accent" });
  if (intent) tags.push({ key: "intent", text: intentName(t, intent), tone: "plain" });
  return tags.slice(0, 2);
}

export const Row = memo(function Row({ id, selected }: { id: number; selected: boolean }) {
  const t = useText();
  const { shops, staff } = useHold().session;
  const { chosen } = useUi();
  const several = shops.length > 1;
  const conversation = useView((view) => view.state.conversations.get(id));
  if (!conversation) return null;
  const { shopper, last_message, unread, respond_by } = conversation;
  const zone = shops.find((shop) => shop.code === conversation.shop)?.timezone;
  return (
    <Link
      to="/c/$id"
      params={{ id: String(id) }}
      className={styles.row ?? ""}
      aria-current={selected ? "true" : undefined}
      data-testid="conversation-row"
      data-conversation={id}
      data-state={conversation.state}
      data-practice={conversation.practice}
    >
      <span className={styles.line}>
        {chosen && conversation.state !== "closed" ? (
          <Checkbox
            checked={chosen.has(id)}
            aria-label={t.day.choose(shopper.nick)}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(id);
              else next.delete(id);
              setUi({ chosen: next });
            }}
            data-testid="row-choose"
          />
        ) : null}
        {several ? <ShopMark code={conversation.shop} dotOnly /> : null}
        <span className={styles.nick}>{shopper.nick}</span>
        <span className={styles.side}>
          {conversation.snoozed_until ? (
            t.day.snoozedUntil(hourText(conversation.snoozed_until, zone))
          ) : respond_by ? (
            <WaitClock of={conversation} />
          ) : last_message ? (
            <When at={last_message.at} zone={zone} />
          ) : null}
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.preview}>{last_message?.preview || t.list.noLine}</span>
        {unread > 0 ? (
          <span className={styles.unread} data-testid="row-unread">
            <span aria-hidden>{unread > 99 ? "99+" : unread}</span>
            <span className="sr-only">{t.list.unread(unread)}</span>
          </span>
        ) : null}
      </span>
      <span className={styles.line}>
        {rowTags(t, conversation).map((tag) => (
          <State key={tag.key} tone={tag.tone}>
            {tag.text}
          </State>
        ))}
        {conversation.agent && conversation.agent.id !== staff.id ? (
          <span className={styles.agent}>{conversation.agent.name}</span>
        ) : null}
      </span>
    </Link>
  );
});
