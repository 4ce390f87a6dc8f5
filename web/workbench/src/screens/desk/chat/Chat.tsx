import { useSearch } from "@tanstack/react-router";
import { useEffect, useLayoutEffect } from "react";
import { Failed, Loading } from "../../../parts/Blank";
import type { Conversation } from "../../../protocol/types";
import { mayWrite, useDesk, useHold, useShop, useView } from "../../../store/use";
import { PracticeBar } from "../../academy/PracticeBar";
import { PromiseChips } from "../../work/PromiseChips";
import { Composer } from "../composer/Composer";
import { ChatHeader } from "./ChatHeader";
import styles from "./chat.module.css";
import { Past } from "./Past";
import { Thread } from "./Thread";
import { useRead } from "./useRead";
import { useSeenCalls } from "./useSeenCalls";

/** One conversation: who, what was said, and the place to answer. */
export function Chat({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { at } = useSearch({ strict: false });
  const me = useHold().session.staff.id;
  const { id, shop } = conversation;
  const thread = useView((view) => view.state.threads.get(id));
  const writes = mayWrite(useShop(shop));
  const mine = conversation.state === "assigned" && conversation.agent?.id === me;

  // Also after a reset, which drops the thread because it may have a hole. What was said is asked for before all else.
  useLayoutEffect(() => {
    if (!thread) void desk.page(shop, id);
  }, [desk, shop, id, thread]);
  useEffect(() => {
    desk.look({ shop, conversation: id });
    return () => desk.look(null);
  }, [desk, shop, id]);
  useRead(conversation, writes && mine);
  useSeenCalls(shop, id);

  const empty = !thread?.messages.length && !thread?.notes.length;
  return (
    <div className={styles.chat} data-testid="chat" data-conversation={id} data-practice={conversation.practice}>
      <ChatHeader conversation={conversation} />
      {conversation.practice ? <PracticeBar conversation={conversation} /> : null}
      {at ? <Past key={at} conversation={conversation} at={at} /> : null}
      {!at && thread && (!empty || thread.status === "ready") ? (
        <Thread conversation={conversation} thread={thread} />
      ) : null}
      {!at && empty && (!thread || thread.status === "loading") ? (
        <div className={styles.wait}>
          <Loading rows={8} />
        </div>
      ) : null}
      {empty && thread?.status === "failed" ? <Failed onRetry={() => desk.page(shop, id)} /> : null}
      <PromiseChips conversation={conversation} />
      <Composer conversation={conversation} mine={mine} writes={writes} />
    </div>
  );
}
