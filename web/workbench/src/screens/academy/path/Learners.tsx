import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table from "antd/es/table";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import page from "../../page.module.css";
import { mayManage } from "../rights";
import { EnrolDrawer } from "./EnrolDrawer";
import { GiveDialog } from "./GiveDialog";
import { Levels } from "./Levels";
import styles from "./path.module.css";
import { type Learner, useLearners, usePathActs } from "./usePath";

/** Who is on the path, how far, who is late; leads give certificates and say what levels ask for. */
export function Learners({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const acts = usePathActs(shop);
  const learners = useLearners(shop);
  const [enrolling, setEnrolling] = useState(false);
  const [giving, setGiving] = useState<Learner | null>(null);
  const manages = mayManage(role);
  if (learners.isPending) return <Loading rows={3} />;
  if (learners.isError) return <Failed error={learners.error} onRetry={() => learners.refetch()} />;
  const leave = (row: Learner) =>
    modal.confirm({
      title: t.path.leaveAsk(row.staff.name),
      okText: t.path.leave,
      cancelText: t.common.cancel,
      onOk: () => acts.leave.mutateAsync(row.staff.id).catch((error: unknown) => message.error(sentence(t, error))),
    });
  return (
    <section className={page.section} data-testid="learners">
      <div className={styles.bar}>
        <h2 className={page.sectionTitle}>{t.path.learners}</h2>
        <Button onClick={() => setEnrolling(true)} data-testid="enrol">
          {t.path.enrol}
        </Button>
      </div>
      {learners.data.length ? (
        <Table<Learner>
          size="small"
          rowKey={(row) => row.staff.id}
          pagination={false}
          dataSource={learners.data}
          scroll={{ x: true }}
          columns={[
            { title: t.path.who, render: (_, row) => row.staff.name },
            { title: t.path.progress, render: (_, row) => t.path.done(row.days_done, row.days) },
            { title: t.path.streakColumn, align: "right", dataIndex: "streak" },
            { title: t.path.final, align: "right", render: (_, row) => row.final ?? t.academy.noData },
            { title: t.path.level, render: (_, row) => t.path.levels[row.level] },
            { title: t.path.windows, align: "right", render: (_, row) => row.ceiling ?? t.path.unlimited },
            {
              title: t.path.due,
              render: (_, row) =>
                row.due_at ? (
                  <>
                    <When at={row.due_at} form="long" />{" "}
                    {row.overdue ? <State tone="urgent">{t.path.overdue}</State> : null}
                  </>
                ) : (
                  t.academy.noData
                ),
            },
            {
              title: "",
              render: (_, row) =>
                manages ? (
                  <>
                    <Button type="link" size="small" onClick={() => setGiving(row)}>
                      {t.path.give}
                    </Button>
                    <Button type="text" size="small" onClick={() => leave(row)}>
                      {t.path.leave}
                    </Button>
                  </>
                ) : null,
            },
          ]}
        />
      ) : (
        <Blank title={t.path.noLearners} hint={t.path.noLearnersHint} />
      )}
      {manages ? <Levels shop={shop} /> : null}
      {enrolling ? <EnrolDrawer shop={shop} role={role} onClose={() => setEnrolling(false)} /> : null}
      {giving ? <GiveDialog shop={shop} learner={giving} onClose={() => setGiving(null)} /> : null}
    </section>
  );
}
