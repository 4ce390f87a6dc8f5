import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import Button from "antd/es/button";
import { Fragment, useEffect, useRef } from "react";
import { useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { sameDay } from "../../../parts/time";
import { body, http } from "../../../protocol/api";
import type { Conversation, Message } from "../../../protocol/types";
import { useShop } from "../../../store/use";
import { Bubble } from "./Bubble";
import styles from "./chat.module.css";
import { Day } from "./Day";

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
  const mark = useRef<HTMLDivElement>(null);
  const ready = past.isSuccess;
  useEffect(() => {
    if (ready) void mark.current?.scrollIntoView({ block: "center" });
  }, [ready]);
  const toNow = () => void navigate({ to: "/c/$id", params: { id: String(id) }, search: {} });

  const messages = past.data?.pages.flatMap((page) => page.messages) ?? [];
  const newest = messages.findLast((one) => one.seq !== null)?.seq ?? 0;
  return (
    <div className={`${styles.threadBox} ${styles.past}`} data-testid="past">
      <div className={styles.pastBar}>
        <span>{t.day.past}</span>
        <Button size="small" type="primary" onClick={toNow} data-testid="past-now">
          {t.day.backToNow}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <div className={styles.thread} role="log" aria-label={t.chat.log} tabIndex={0}>
        {past.isPending ? <Loading rows={8} /> : null}
        {past.isError ? <Failed error={past.error} onRetry={() => past.refetch()} /> : null}
        {past.hasPreviousPage && (messages[0]?.seq ?? 0) > 1 ? (
          <Button type="link" loading={past.isFetchingPreviousPage} onClick={() => past.fetchPreviousPage()}>
            {t.chat.older}
          </Button>
        ) : null}
        {messages.map((message, i) => {
          const before = messages[i - 1];
          const here = message.seq === at;
          return (
            <Fragment key={message.id}>
              {before && sameDay(before.at, message.at, zone) ? null : <Day at={message.at} zone={zone} />}
              <div
                ref={here ? mark : undefined}
                className={here ? styles.found : styles.passing}
                data-found={here || undefined}
              >
                <Bubble message={message} zone={zone} read follows={false} />
              </div>
            </Fragment>
          );
        })}
        {ready && newest < last_seq && past.hasNextPage ? (
          <Button
            type="link"
            loading={past.isFetchingNextPage}
            onClick={() => past.fetchNextPage()}
            data-testid="past-newer"
          >
            {t.day.newer}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
