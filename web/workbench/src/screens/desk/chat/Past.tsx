import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import Button from "antd/es/button";
import { type ReactNode, useMemo } from "react";
import { useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { body, http } from "../../../protocol/api";
import type { Conversation, Message } from "../../../protocol/types";
import { useShop } from "../../../store/use";
import styles from "./chat.module.css";
import { Line, Place } from "./Line";
import { useLines } from "./useLines";

const SIDE = 25;
type Edge = { before: number } | { after: number };

function usePast(shop: string, id: number, at: number) {
  return useInfiniteQuery({
    queryKey: ["past", shop, id, at],
    queryFn: ({ pageParam }) =>
      body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}/messages", {
          params: { path: { shop, conversation_id: id }, query: { ...pageParam, limit: SIDE * 2 } },
        }),
      ),
    initialPageParam: { before: at + SIDE } as Edge,
    // `more` speaks of the direction in which a page was asked for; the first page knows of its older side only.
    getPreviousPageParam: (first, _, edge) =>
      first.more || "after" in edge ? edgeOf(first.messages, "before") : undefined,
    getNextPageParam: (last, _, edge) => (last.more || "before" in edge ? edgeOf(last.messages, "after") : undefined),
    staleTime: 0,
  });
}

function edgeOf(messages: readonly Message[], side: "before" | "after"): Edge | undefined {
  const numbers = messages.flatMap((one) => (one.seq === null ? [] : [one.seq]));
  if (!numbers.length) return undefined;
  return side === "before" ? { before: Math.min(...numbers) } : { after: Math.max(...numbers) };
}

/** A chat opened at one of its old messages; what is new goes on behind, one press away. */
export function Past({ conversation, at }: { conversation: Conversation; at: number }) {
  const t = useText();
  const navigate = useNavigate();
  const { shop, id, last_seq } = conversation;
  const zone = useShop(shop)?.timezone;
  const past = usePast(shop, id, at);
  const toNow = () => void navigate({ to: "/c/$id", params: { id: String(id) }, search: {} });

  const messages = past.data?.pages.flatMap((page) => page.messages) ?? [];
  const newest = messages.findLast((one) => one.seq !== null)?.seq ?? 0;
  const top =
    past.hasPreviousPage && (messages[0]?.seq ?? 0) > 1 ? (
      <Button
        size="small"
        type="link"
        loading={past.isFetchingPreviousPage}
        onClick={() => past.fetchPreviousPage()}
        data-testid="past-older"
      >
        {t.chat.older}
      </Button>
    ) : null;
  const bottom =
    newest < last_seq && past.hasNextPage ? (
      <Button
        size="small"
        type="link"
        loading={past.isFetchingNextPage}
        onClick={() => past.fetchNextPage()}
        data-testid="past-newer"
      >
        {t.day.newer}
      </Button>
    ) : null;
  return (
    <div className={`${styles.threadBox} ${styles.past}`} data-testid="past">
      <div className={styles.pastBar}>
        <span>{t.day.past}</span>
        <Button size="small" type="primary" onClick={toNow} data-testid="past-now">
          {t.day.backToNow}
        </Button>
      </div>
      {past.isPending ? <Loading rows={8} /> : null}
      {past.isError ? <Failed error={past.error} onRetry={() => past.refetch()} /> : null}
      {messages.length ? <Lines messages={messages} at={at} zone={zone} top={top} bottom={bottom} /> : null}
    </div>
  );
}

interface LinesProps {
  messages: readonly Message[];
  at: number;
  zone: string | undefined;
  top: ReactNode;
  bottom: ReactNode;
}

function Lines({ messages, at, zone, top, bottom }: LinesProps) {
  const t = useText();
  const keys = useMemo(() => messages.map((one) => one.client_id), [messages]);
  // A number that is no longer there (a hole) opens at the line after it.
  const place = messages.findIndex((one) => (one.seq ?? 0) >= at);
  const lines = useLines({ keys, start: Math.max(0, place) });
  return (
    <div
      className={styles.thread}
      ref={lines.scroller}
      onScroll={lines.onScroll}
      role="log"
      aria-live="off"
      aria-label={t.chat.log}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
    >
      <div className={styles.lines} style={lines.all}>
        <div className={styles.edge} data-end="top">
          {top}
        </div>
        <div className={styles.window} style={lines.window}>
          {lines.shown.map((index) => {
            const message = messages[index];
            return (
              <Place key={keys[index]} at={index} measure={lines.measure}>
                {message ? (
                  <Line message={message} before={messages[index - 1]} zone={zone} read found={message.seq === at} />
                ) : null}
              </Place>
            );
          })}
        </div>
        <div className={styles.edge}>{bottom}</div>
      </div>
    </div>
  );
}
