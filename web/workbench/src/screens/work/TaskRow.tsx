import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import { useHold } from "../../store/use";
import { nameIn } from "../cases/tone";
import { layDraft } from "../desk/composer/useDraft";
import type { Task, TaskAct } from "./Work";
import styles from "./work.module.css";

interface Props {
  task: Task;
  zone: string | undefined;
  may: boolean;
  busy: boolean;
  onAct(act: TaskAct["act"]): void;
}

const URGENT = new Set(["overdue", "1", "4"]);

/** One thing owed. A case's task ends with the case, so it has no buttons of its own. */
export function TaskRow({ task, zone, may, busy, onAct }: Props) {
  const t = useText();
  const me = useHold().session.staff.id;
  const ended = task.state === "done" || task.state === "dropped";
  const outcome = task.outcome === "kept" || task.outcome === "late" ? t.work[task.outcome] : "";
  return (
    <li className={styles.row} data-testid="task" data-level={task.level}>
      <State tone={URGENT.has(task.level) && !ended ? "urgent" : "plain"}>{nameIn(t.work.kinds, task.kind)}</State>
      <div className={styles.text}>
        <strong>{task.text}</strong>
        {task.draft && !ended ? (
          <span className={styles.draft} data-testid="task-draft">
            {t.work.draft}
            {task.draft}
          </span>
        ) : null}
        <span className={styles.meta}>{[task.nick, task.order, task.owner?.name].filter(Boolean).join(" · ")}</span>
      </div>
      <span className={styles.when}>
        {task.due_at ? <When at={task.due_at} zone={zone} form="long" /> : t.work.noTime}
        <span>{ended ? outcome : nameIn(t.work.levels, task.level)}</span>
      </span>
      <span className={styles.tools}>
        {task.conversation ? (
          <Link
            to="/c/$id"
            params={{ id: String(task.conversation) }}
            onClick={() => {
              if (task.draft && !ended && task.conversation) layDraft(me, task.conversation, task.draft);
            }}
          >
            {task.draft && !ended ? t.work.takeDraft : t.work.toChat}
          </Link>
        ) : task.case ? (
          <Link to="/cases">{t.work.toCase}</Link>
        ) : null}
        {may && task.kind !== "case" && !ended ? (
          <>
            <Button size="small" type="primary" disabled={busy} onClick={() => onAct("done")} data-testid="task-done">
              {t.work.finish}
            </Button>
            <Button size="small" type="text" disabled={busy} onClick={() => onAct("drop")}>
              {t.work.drop}
            </Button>
          </>
        ) : null}
        {may && task.kind !== "case" && ended ? (
          <Button size="small" type="text" disabled={busy} onClick={() => onAct("reopen")}>
            {t.work.reopen}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
