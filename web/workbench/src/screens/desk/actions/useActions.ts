/** What one may do with a conversation now, and how. Answers go into the store; the feed brings them to all windows. */
import AntApp from "antd/es/app";
import { useMemo } from "react";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import type { Conversation, Team } from "../../../protocol/types";
import { mayWrite, useHold, useShop, useView } from "../../../store/use";

export interface Actions {
  canWrite: boolean;
  /** From the queue or the robot. */
  canTake: boolean;
  /** From a colleague: leads only. */
  canTakeOver: boolean;
  canTransfer: boolean;
  canClose: boolean;
  take(): Promise<boolean>;
  takeOver(): Promise<boolean>;
  transfer(to: { agent?: number; team?: Team; remark: string }): Promise<boolean>;
  close(how: { tag: string; remark?: string }): Promise<boolean>;
  recall(seq: number): Promise<boolean>;
  /** Until a time (ISO), or back now. */
  snooze(until: string | null): Promise<boolean>;
  /** The shop's busy line, once per waiting. */
  soothe(): Promise<boolean>;
}

export function useActions(id: number | null): Actions {
  const t = useText();
  const { message } = AntApp.useApp();
  const { desk, session } = useHold();
  const conversation = useView((view) => (id === null ? undefined : view.state.conversations.get(id)));
  const own = useShop(conversation?.shop);
  const canWrite = mayWrite(own);
  const leads = own?.role === "owner" || own?.role === "lead";
  const shop = conversation?.shop ?? "";
  const me = session.staff.id;
  const mine = conversation?.agent?.id === me;
  const state = conversation?.state;
  const practice = conversation?.practice ?? false;

  return useMemo(() => {
    const run = async (act: () => Promise<void>): Promise<boolean> => {
      try {
        await act();
        return true;
      } catch (error) {
        message.error(sentence(t, error));
        return false;
      }
    };
    const path = { shop, conversation_id: id ?? 0 };
    const put = async (call: Promise<Conversation>) => desk.put(await call);
    const transfer: Actions["transfer"] = (to) =>
      run(() =>
        put(
          body(http.POST("/api/shops/{shop}/conversations/{conversation_id}/transfer", { params: { path }, body: to })),
        ),
      );
    return {
      canWrite,
      canTake: canWrite && (state === "queued" || state === "robot"),
      canTakeOver: leads && state === "assigned" && !mine && !practice,
      canTransfer: canWrite && state !== undefined && state !== "closed" && !practice,
      canClose: canWrite && state !== undefined && state !== "closed",
      take: () =>
        run(() => put(body(http.POST("/api/shops/{shop}/conversations/{conversation_id}/take", { params: { path } })))),
      takeOver: () => transfer({ agent: me, remark: "" }),
      transfer,
      close: (how) =>
        run(() =>
          put(
            body(http.POST("/api/shops/{shop}/conversations/{conversation_id}/close", { params: { path }, body: how })),
          ),
        ),
      snooze: (until) =>
        run(() =>
          put(
            body(
              http.POST("/api/shops/{shop}/conversations/{conversation_id}/snooze", {
                params: { path },
                body: { until },
              }),
            ),
          ),
        ),
      soothe: () =>
        run(async () => {
          await put(body(http.POST("/api/shops/{shop}/conversations/{conversation_id}/soothe", { params: { path } })));
          message.success(t.day.soothed);
        }),
      recall: (seq) =>
        run(async () => {
          const recalled = http.POST("/api/shops/{shop}/conversations/{conversation_id}/messages/{seq}/recall", {
            params: { path: { ...path, seq } },
          });
          desk.putMessage(await body(recalled));
        }),
    };
  }, [canWrite, desk, id, leads, me, message, mine, shop, state, practice, t]);
}
