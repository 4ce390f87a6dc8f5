import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table from "antd/es/table";
import Tooltip from "antd/es/tooltip";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import { Wide } from "../../../parts/Wide";
import page from "../../page.module.css";
import { AssignDrawer } from "./AssignDrawer";
import { AwardDialog } from "./AwardDialog";
import styles from "./coaching.module.css";
import { RemedyRow } from "./Tasks";
import {
  type Assignment,
  type Cell,
  type PersonSkills,
  useAssignments,
  useCoachingActs,
  useRemedies,
  useSkills,
} from "./useCoaching";

/** Who can do what in ten skills, where the team is weak, what is open and late, what came again. */
export function Skills({ shop }: { shop: string }) {
  const t = useText();
  const skills = useSkills(shop, true);
  const remedies = useRemedies(shop, true);
  const [assigning, setAssigning] = useState(false);
  const [awarding, setAwarding] = useState(false);
  if (skills.isPending) return <Loading rows={8} />;
  if (skills.isError) return <Failed error={skills.error} onRetry={() => skills.refetch()} />;
  const { people, weak, awards } = skills.data;
  const names = people[0]?.cells.map((cell) => cell.skill) ?? [];
  return (
    <>
      <div className={styles.bar}>
        <Button type="primary" onClick={() => setAssigning(true)} data-testid="assign">
          {t.coaching.assign}
        </Button>
        <Button onClick={() => setAwarding(true)}>{t.coaching.award}</Button>
      </div>
      <section data-testid="skills">
        <h2 className={page.sectionTitle}>{t.coaching.matrix}</h2>
        <p className={styles.meta}>{t.coaching.matrixHint}</p>
        {weak.length ? (
          <p className={styles.bar} data-testid="weak">
            <strong>{t.coaching.weak}</strong>
            {weak.map((one) => (
              <State key={one.skill} tone="waiting">{`${t.exams.skills[one.skill]} ${percent(one.level)}`}</State>
            ))}
          </p>
        ) : (
          <p className={styles.meta}>{t.coaching.noEvidence}</p>
        )}
        <Wide label={t.coaching.who}>
          <Table<PersonSkills>
            size="small"
            rowKey={(row) => row.staff.id}
            pagination={false}
            dataSource={people}
            columns={[
              {
                title: t.coaching.who,
                render: (_, row) => <span className={styles.nowrap}>{row.staff.name}</span>,
              },
              ...names.map((name, at) => ({
                title: <span className={styles.nowrap}>{t.exams.skills[name]}</span>,
                align: "center" as const,
                render: (_: unknown, row: PersonSkills) => <Share cell={row.cells[at]} />,
              })),
              {
                title: t.coaching.tasksColumn,
                align: "right",
                render: (_, row) => (
                  <span className={row.overdue ? styles.late : undefined}>{`${row.open}（${row.overdue}）`}</span>
                ),
              },
              {
                title: t.coaching.remediesColumn,
                align: "right",
                render: (_, row) => `${row.remedies_open + row.remedies_done}（${row.remedies_open}）`,
              },
              {
                title: t.coaching.againColumn,
                align: "right",
                render: (_, row) => <span className={row.again ? styles.late : undefined}>{row.again}</span>,
              },
              { title: t.coaching.visits, dataIndex: "visits", align: "right" },
              {
                title: t.coaching.level,
                render: (_, row) =>
                  row.level ? t.path.levels[row.level as keyof typeof t.path.levels] : t.academy.noData,
              },
              { title: t.coaching.awards, dataIndex: "awards", align: "right" },
            ]}
          />
        </Wide>
      </section>
      <AllTasks shop={shop} />
      {remedies.data?.length ? (
        <section className={page.section}>
          <h2 className={page.sectionTitle}>{t.coaching.remedies}</h2>
          <ul className={styles.list}>
            {remedies.data.slice(0, 50).map((one) => (
              <RemedyRow key={one.id} remedy={one} named />
            ))}
          </ul>
        </section>
      ) : null}
      {awards.length ? (
        <section className={page.section}>
          <h2 className={page.sectionTitle}>{t.coaching.awards}</h2>
          <ul className={styles.list}>
            {awards.map((one) => (
              <li key={one.id}>
                <State tone="good">{one.title}</State>
                <strong>{one.staff.name}</strong>
                <span>{one.reason}</span>
                <span className={styles.meta}>
                  {one.by} <When at={one.given_at} form="long" />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {assigning ? <AssignDrawer shop={shop} onClose={() => setAssigning(false)} /> : null}
      {awarding ? <AwardDialog shop={shop} people={people} onClose={() => setAwarding(false)} /> : null}
    </>
  );
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

function Share({ cell }: { cell: Cell | undefined }) {
  const t = useText();
  if (!cell || cell.level === null) return <span className={styles.meta}>{t.academy.noData}</span>;
  const sources = (["exam", "practice", "real"] as const).flatMap((source) => {
    const share = cell.shares[source];
    return share === null || share === undefined
      ? []
      : [t.coaching.cell(t.coaching.sources[source], percent(share), Math.round(cell.counts[source] ?? 0))];
  });
  return (
    <Tooltip title={sources.join(" · ")}>
      <span className={styles.share} data-grade={cell.level >= 0.8 ? "good" : cell.level >= 0.6 ? "fair" : "weak"}>
        {percent(cell.level)}
      </span>
    </Tooltip>
  );
}

function AllTasks({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const tasks = useAssignments(shop, true);
  const acts = useCoachingActs(shop);
  if (!tasks.data?.length) return null;
  const cancel = (id: number) =>
    acts.cancel.mutateAsync(id).catch((error: unknown) => message.error(sentence(t, error)));
  return (
    <section data-testid="all-tasks">
      <h2 className={page.sectionTitle}>{t.coaching.all}</h2>
      <Table<Assignment>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={tasks.data}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t.coaching.who, render: (_, row) => row.staff.name },
          { title: t.coaching.what, render: (_, row) => `${t.coaching.kinds[row.kind]} · ${row.title}` },
          {
            title: t.coaching.due,
            render: (_, row) => (row.due_at ? <When at={row.due_at} form="long" /> : t.academy.noData),
          },
          {
            title: "",
            render: (_, row) => (
              <State tone={row.done_at ? "good" : row.overdue ? "urgent" : "waiting"}>
                {row.done_at ? t.coaching.done : row.overdue ? t.coaching.overdue : t.coaching.open}
              </State>
            ),
          },
          {
            title: "",
            render: (_, row) =>
              row.done_at ? null : (
                <Button type="text" size="small" onClick={() => cancel(row.id)}>
                  {t.coaching.cancel}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
