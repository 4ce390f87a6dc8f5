import { Link } from "@tanstack/react-router";
import { useLanguage, useText } from "../../../i18n";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import page from "../../page.module.css";
import styles from "./coaching.module.css";
import { type Assignment, type Remedy, useAssignments, useRemedies } from "./useCoaching";

/** What one is to do: what was assigned, and what inspection's findings have become. */
export function Tasks({ shop }: { shop: string }) {
  const t = useText();
  const assignments = useAssignments(shop, false);
  const remedies = useRemedies(shop, false);
  const open = assignments.data?.filter((one) => !one.done_at) ?? [];
  const shown = remedies.data?.filter((one) => one.state !== "withdrawn") ?? [];
  if (!open.length && !shown.length) return null;
  return (
    <section className={page.section} data-testid="tasks">
      {open.length ? (
        <>
          <h2 className={page.sectionTitle}>{t.coaching.tasks}</h2>
          <ul className={styles.list}>
            {open.map((one) => (
              <Task key={one.id} shop={shop} task={one} />
            ))}
          </ul>
        </>
      ) : null}
      {shown.length ? (
        <>
          <h2 className={page.sectionTitle}>{t.coaching.remedies}</h2>
          <p className={styles.meta}>{t.coaching.remediesHint}</p>
          <ul className={styles.list}>
            {shown.map((one) => (
              <RemedyRow key={one.id} remedy={one} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

const TAB_OF = { cards: "cards", practice: "practice", exam: "exams", backend: "backend" } as const;

function Task({ task }: { shop: string; task: Assignment }) {
  const t = useText();
  return (
    <li data-testid="task">
      <State tone={task.overdue ? "urgent" : "accent"}>{t.coaching.kinds[task.kind]}</State>
      <strong>{task.title}</strong>
      {task.note ? <span>{task.note}</span> : null}
      {task.due_at ? (
        <span className={styles.meta}>
          {t.coaching.due} <When at={task.due_at} form="long" />
        </span>
      ) : null}
      {task.overdue ? <State tone="urgent">{t.coaching.overdue}</State> : null}
      <Link
        to="/academy"
        search={{ tab: TAB_OF[task.kind], ...(task.kind === "practice" ? { scene: task.subject } : {}) }}
      >
        {t.coaching.go}
      </Link>
    </li>
  );
}

/** A fault, what is to be done about it, and whether it came again. */
export function RemedyRow({ remedy, named = false }: { remedy: Remedy; named?: boolean }) {
  const t = useText();
  const english = useLanguage() === "en";
  const scene = english ? remedy.scene_title_en : remedy.scene_title;
  const open = remedy.state === "open" && !named;
  return (
    <li data-testid="remedy">
      <State tone={remedy.state === "done" ? "good" : remedy.state === "open" ? "waiting" : "plain"}>
        {t.coaching.state[remedy.state]}
      </State>
      {named ? <span>{remedy.staff.name}</span> : null}
      <strong>{remedy.name}</strong>
      <span className={styles.meta}>{t.exams.skills[remedy.skill]}</span>
      <span className={styles.meta}>{t.coaching.times(remedy.times)}</span>
      {remedy.card_done ? <span className={styles.good}>{t.coaching.cardDone}</span> : null}
      {open && !remedy.card_done ? (
        <Link to="/academy" search={{ tab: "cards" }}>
          {t.coaching.toCard}
        </Link>
      ) : null}
      {remedy.scene && remedy.practice_done ? (
        <span className={styles.good}>{t.coaching.practiceDone(scene)}</span>
      ) : null}
      {open && remedy.scene && !remedy.practice_done ? (
        <Link to="/academy" search={{ tab: "practice", scene: remedy.scene }}>
          {t.coaching.toPractice(scene)}
        </Link>
      ) : null}
      {remedy.state === "done" ? (
        <State tone={remedy.again ? "urgent" : "good"}>
          {remedy.again ? t.coaching.again(remedy.again) : t.coaching.clean}
        </State>
      ) : null}
    </li>
  );
}
