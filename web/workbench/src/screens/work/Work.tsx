import { useMutation, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { body, http } from "../../protocol/api";
import { mayWrite, useHold, useView } from "../../store/use";
import page from "../page.module.css";
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
  const { shops } = useHold().session;
  const [shop, setShop] = useState(shops[0]?.code ?? "");
  const [view, setView] = useState<View>("mine");
  const info = shops.find((one) => one.code === shop);
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
  const may = info !== undefined && mayWrite(info);
  return (
    <main className={page.page} id="chat" data-testid="work">
      <h1 className={page.title}>{t.work.title}</h1>
      <p className={page.lead}>
        {found.data ? t.work.counts(found.data.counts.open, found.data.counts.overdue) : t.work.hint}
      </p>
      <div className={styles.tools}>
        {shops.length > 1 ? (
          <Select
            value={shop}
            onChange={setShop}
            aria-label={t.settings.shop}
            options={shops.map((one) => ({ value: one.code, label: one.name }))}
          />
        ) : null}
        <Segmented<View>
          value={view}
          onChange={setView}
          options={VIEWS.map((one) => ({ value: one, label: t.work[one] }))}
        />
      </div>
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
    </main>
  );
}
