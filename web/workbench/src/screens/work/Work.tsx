import { useMutation, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { body, http } from "../../protocol/api";
import { mayWrite, useView } from "../../store/use";
import { AddTask } from "./AddTask";
import { TaskRow } from "./TaskRow";
import styles from "./work.module.css";

export type Task = components["schemas"]["TaskView"];
export type TaskAct = components["schemas"]["TaskAct"];
const VIEWS = ["mine", "all", "done", "dropped"] as const;
type View = (typeof VIEWS)[number];

/** What is owed, by time: cases whose turn is ours, promises, and what was written down. */
export function Work() {
  const t = useText();
  const choice = useShopChoice();
  const { code: shop, shop: info } = choice;
  const [view, setView] = useState<View>("mine");
  const moved = useView((held) => held.state.work[shop] ?? 0);
  const ended = view === "done" || view === "dropped";
  const query = ended ? { state: view } : { mine: view === "mine" };
  const found = useQuery({
    queryKey: ["work", shop, view, moved],
    queryFn: () => body(http.GET("/api/shops/{shop}/work", { params: { path: { shop }, query } })),
    placeholderData: (old, before) => (before?.queryKey[1] === shop && before.queryKey[2] === view ? old : undefined),
    enabled: shop !== "",
  });
  const acts = useMutation({
    mutationFn: ({ task, act }: { task: Task; act: TaskAct["act"] }) =>
      body(
        http.POST("/api/shops/{shop}/work/{task_id}/acts", {
          params: { path: { shop, task_id: task.id } },
          body: { act, version: task.version },
        }),
      ),
    onSettled: () => found.refetch(),
  });
  const counts = found.data?.counts;
  const label = (one: View) => {
    const n = one === "mine" ? counts?.mine : one === "all" ? counts?.open : 0;
    return n ? `${t.work[one]} ${n}` : t.work[one];
  };
  const may = info !== undefined && mayWrite(info);
  return (
    <Page
      name="work"
      title={t.work.title}
      hint={counts?.overdue ? t.work.overdue(counts.overdue) : t.work.hint}
      choice={choice}
      tools={
        <Segmented<View>
          value={view}
          onChange={setView}
          options={VIEWS.map((one) => ({ value: one, label: label(one) }))}
        />
      }
    >
      {may && !ended ? <AddTask shop={shop} onAdded={() => found.refetch()} /> : null}
      {acts.isError ? <p role="alert">{sentence(t, acts.error)}</p> : null}
      {found.isPending ? <Loading rows={8} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.tasks.length ? (
        <Blank title={t.work.empty} hint={t.work.emptyHint}>
          {view === "mine" ? <Button onClick={() => setView("all")}>{t.work.all}</Button> : null}
        </Blank>
      ) : null}
      <ul className={styles.list}>
        {found.data?.tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            zone={info?.timezone}
            may={may}
            busy={acts.isPending}
            onAct={(act) => acts.mutate({ task, act })}
          />
        ))}
      </ul>
    </Page>
  );
}
