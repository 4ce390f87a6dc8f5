import { useMutation, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { colon, useText } from "../../i18n";
import { Money } from "../../parts/Money";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import type { Conversation } from "../../protocol/types";
import { mayWrite, useShop, useView } from "../../store/use";
import type { Task, TaskAct } from "./Work";
import styles from "./work.module.css";

/** Promises of the last words that nobody has confirmed: one press makes each a task, another drops it. */
export function PromiseChips({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { shop, id } = conversation;
  const info = useShop(shop);
  const moved = useView((view) => view.state.work[shop] ?? 0);
  const found = useQuery({
    queryKey: ["promises", shop, id, moved],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/work", {
          params: { path: { shop }, query: { state: "proposed", conversation: id } },
        }),
      ),
    placeholderData: (old, query) => (query?.queryKey[2] === id ? old : undefined),
  });
  const settle = useMutation({
    mutationFn: ({ task, act }: { task: Task; act: TaskAct["act"] }) =>
      body(
        http.POST("/api/shops/{shop}/work/{task_id}/acts", {
          params: { path: { shop, task_id: task.id } },
          body: { act, version: task.version },
        }),
      ),
    onSettled: () => found.refetch(),
  });
  if (!found.data?.tasks.length || !mayWrite(info)) return null;
  return (
    <ul className={styles.chips} aria-label={t.work.promises} data-testid="promises">
      {found.data.tasks.map((task) => (
        <li key={task.id} className={styles.chip} data-testid="promise">
          <span className={styles.said}>
            {t.work.kinds.promise}
            {colon()}
            {task.text}
          </span>
          {task.amount ? <Money value={task.amount} /> : null}
          {task.due_at ? <When at={task.due_at} zone={info?.timezone} form="long" /> : null}
          <Button
            size="small"
            type="primary"
            onClick={() => settle.mutate({ task, act: "confirm" })}
            data-testid="promise-keep"
          >
            {t.work.keep}
          </Button>
          <Button
            size="small"
            type="text"
            onClick={() => settle.mutate({ task, act: "drop" })}
            data-testid="promise-drop"
          >
            {t.work.noPromise}
          </Button>
        </li>
      ))}
    </ul>
  );
}
