import DownOutlined from "@ant-design/icons/DownOutlined";
import Button from "antd/es/button";
import { useEffect, useMemo, useState } from "react";
import { useText } from "../../../i18n";
import { Blank } from "../../../parts/Blank";
import { useNow } from "../../../parts/useNow";
import type { Conversation } from "../../../protocol/types";
import type { Thread as ThreadState } from "../../../store/state";
import { inOrder, settled } from "../../../store/thread";
import { sameItems, useDesk, useShop, useView } from "../../../store/use";
import styles from "./chat.module.css";
import { Line, Place } from "./Line";
import { Pending } from "./Pending";
import { useLines } from "./useLines";

export function Thread({ conversation, thread }: { conversation: Conversation; thread: ThreadState }) {
  const t = useText();
  const desk = useDesk();
  const zone = useShop(conversation.shop)?.timezone;
  const { id, shop, shopper_read_seq } = conversation;
  const messages = useMemo(() => settled(inOrder(thread)), [thread]);
  const held = useMemo(() => new Set(messages.map((one) => one.client_id)), [messages]);
  const outgoing = useView((view) => view.outbox.filter((out) => out.conversation === id), sameItems);
  const pending = useMemo(() => outgoing.filter((out) => !held.has(out.client_id)), [outgoing, held]);
  // What was said keeps its place when it comes back with its number: both are known by the id it was sent with.
  const keys = useMemo(() => [...messages, ...pending].map((one) => one.client_id), [messages, pending]);
  const older = () => {
    if (thread.more && thread.status === "ready") void desk.page(shop, id);
  };
  const lines = useLines({ keys, start: "end", onTop: older });
  const news = useNews(keys.at(-1), lines.away);

  return (
    <div className={styles.threadBox}>
      <div
        className={styles.thread}
        ref={lines.scroller}
        onScroll={lines.onScroll}
        role="log"
        // Lines that are drawn because one scrolls are no news.
        aria-live={lines.away ? "off" : "polite"}
        aria-label={t.chat.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
        tabIndex={0}
        data-testid="thread"
      >
        {keys.length === 0 ? <Blank title={t.chat.empty} hint={t.chat.emptyHint} /> : null}
        <div className={styles.lines} style={lines.all}>
          <Top thread={thread} onOlder={older} />
          <div className={styles.window} style={lines.window}>
            {lines.shown.map((at) => {
              const message = messages[at];
              const out = pending[at - messages.length];
              return (
                <Place key={keys[at]} at={at} measure={lines.measure}>
                  {message ? (
                    <Line
                      message={message}
                      before={messages[at - 1]}
                      zone={zone}
                      read={message.seq !== null && message.seq <= shopper_read_seq}
                    />
                  ) : null}
                  {out ? <Pending out={out} /> : null}
                </Place>
              );
            })}
          </div>
          <Typing id={id} />
        </div>
      </div>
      {news ? (
        <Button
          className={styles.newBelow ?? ""}
          size="small"
          icon={<DownOutlined />}
          onClick={lines.toEnd}
          data-testid="new-below"
        >
          {t.chat.newBelow}
        </Button>
      ) : null}
      <Drafting id={id} />
    </div>
  );
}

/** True while lines have come in that are out of sight below. */
function useNews(last: string | undefined, away: boolean): boolean {
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (!away) setSeen(last);
  }, [away, last]);
  return away && last !== seen;
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

/** The upper end: more to load (also by scrolling up), or the beginning. */
function Top({ thread, onOlder }: { thread: ThreadState; onOlder(): void }) {
  const t = useText();
  if (thread.more || thread.status !== "ready") {
    return (
      <div className={styles.edge} data-end="top">
        <Button size="small" type="link" loading={thread.status === "loading"} onClick={onOlder} data-testid="older">
          {thread.status === "failed" ? t.common.retry : t.chat.older}
        </Button>
      </div>
    );
  }
  return thread.messages.length ? (
    <div className={styles.edge} data-end="top">
      {t.chat.beginning}
    </div>
  ) : null;
}

function Typing({ id }: { id: number }) {
  const t = useText();
  const now = useNow();
  const until = useView((view) => view.typing.get(id) ?? 0);
  return (
    <div className={`${styles.edge} ${styles.typing}`} aria-live="polite">
      {until > now ? t.chat.shopperTyping : null}
    </div>
  );
}
