import DownOutlined from "@ant-design/icons/DownOutlined";
import Button from "antd/es/button";
import { Fragment, useMemo, useRef } from "react";
import { useText } from "../../../i18n";
import { Blank } from "../../../parts/Blank";
import { sameDay } from "../../../parts/time";
import { useNow } from "../../../parts/useNow";
import type { Conversation, Message } from "../../../protocol/types";
import type { Thread as ThreadState } from "../../../store/state";
import { inOrder } from "../../../store/thread";
import { sameItems, useDesk, useShop, useView } from "../../../store/use";
import { Bubble } from "./Bubble";
import styles from "./chat.module.css";
import { Day } from "./Day";
import { Pending } from "./Pending";
import { useScroll } from "./useScroll";

export function Thread({ conversation, thread }: { conversation: Conversation; thread: ThreadState }) {
  const t = useText();
  const desk = useDesk();
  const zone = useShop(conversation.shop)?.timezone;
  const { id, shop, shopper_read_seq } = conversation;
  const messages = useMemo(() => inOrder(thread), [thread]);
  const held = useMemo(() => new Set(messages.map((one) => one.client_id)), [messages]);
  const outgoing = useView((view) => view.outbox.filter((out) => out.conversation === id), sameItems);
  const pending = outgoing.filter((out) => !held.has(out.client_id));

  const scroller = useRef<HTMLDivElement>(null);
  const older = () => {
    if (thread.more && thread.status === "ready") void desk.page(shop, id);
  };
  const scroll = useScroll(scroller, messages[0]?.id, `${messages.at(-1)?.id}/${pending.length}`, older);

  return (
    <div className={styles.threadBox}>
      <div
        className={styles.thread}
        ref={scroller}
        onScroll={scroll.onScroll}
        role="log"
        aria-label={t.chat.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
        tabIndex={0}
        data-testid="thread"
      >
        <Top thread={thread} onOlder={older} />
        {messages.length + pending.length === 0 ? <Blank title={t.chat.empty} hint={t.chat.emptyHint} /> : null}
        {messages.map((message, i) => (
          <Fragment key={message.id}>
            {startsDay(messages[i - 1], message, zone) ? <Day at={message.at} zone={zone} /> : null}
            <Bubble
              message={message}
              follows={sameVoice(messages[i - 1], message)}
              zone={zone}
              read={message.seq !== null && message.seq <= shopper_read_seq}
            />
          </Fragment>
        ))}
        {pending.map((out) => (
          <Pending key={out.client_id} out={out} />
        ))}
        <Typing id={id} />
      </div>
      {scroll.below ? (
        <Button className={styles.newBelow ?? ""} size="small" icon={<DownOutlined />} onClick={scroll.toEnd}>
          {t.chat.newBelow}
        </Button>
      ) : null}
      <Drafting id={id} />
    </div>
  );
}

/** What the colleague who has this chat is typing; the server tells it to leads only, where the shop's rules say so. */
function Drafting({ id }: { id: number }) {
  const t = useText();
  const draft = useView((view) => view.drafting.get(id));
  if (!draft?.text) return null;
  return (
    <p className={styles.drafting} data-testid="drafting">
      {t.day.drafting(draft.name)}
      {draft.text}
    </p>
  );
}

function startsDay(before: Message | undefined, message: Message, zone: string | undefined): boolean {
  return !before || !sameDay(before.at, message.at, zone);
}

function sameVoice(before: Message | undefined, message: Message): boolean {
  if (!before || before.recalled || before.author !== message.author) return false;
  const same = before.staff_id === message.staff_id && before.visibility === message.visibility;
  return same && before.assisted === message.assisted;
}

/** The upper end: more to load (also by scrolling up), or the beginning. */
function Top({ thread, onOlder }: { thread: ThreadState; onOlder(): void }) {
  const t = useText();
  if (thread.more || thread.status !== "ready") {
    return (
      <div className={styles.top}>
        <Button size="small" type="link" loading={thread.status === "loading"} onClick={onOlder} data-testid="older">
          {thread.status === "failed" ? t.common.retry : t.chat.older}
        </Button>
      </div>
    );
  }
  return thread.messages.length ? <div className={styles.top}>{t.chat.beginning}</div> : null;
}

function Typing({ id }: { id: number }) {
  const t = useText();
  const now = useNow();
  const until = useView((view) => view.typing.get(id) ?? 0);
  return (
    <div className={styles.typing} aria-live="polite">
      {until > now ? t.chat.shopperTyping : null}
    </div>
  );
}
