import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Select from "antd/es/select";
import Table from "antd/es/table";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import { useShop } from "../../../store/use";
import page from "../../page.module.css";
import coaching from "../coaching/coaching.module.css";
import { mayPractise, mayTeach } from "../rights";
import styles from "./backend.module.css";
import { Sandbox } from "./Sandbox";
import { type DrillRow, type TaskKind, useBackendActs, useDrills } from "./useBackend";

/** Back-end drills: choose a task, work it off in the sandbox, see what became of it. */
export function Backend({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const everybody = mayTeach(role) && !mayPractise(role);
  const drills = useDrills(shop, everybody);
  const acts = useBackendActs(shop);
  const zone = useShop(shop)?.timezone;
  const [kind, setKind] = useState<TaskKind | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  if (drills.isPending) return <Loading rows={6} />;
  if (drills.isError) return <Failed error={drills.error} onRetry={() => drills.refetch()} />;
  const begin = async () => {
    try {
      setOpen((await acts.begin.mutateAsync(kind)).drill.id);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <>
      {mayPractise(role) ? (
        <section className={page.section}>
          <p className={styles.hint}>{t.backend.hint}</p>
          <div className={styles.head}>
            <Select<TaskKind | "">
              aria-label={t.backend.kind}
              value={kind ?? ""}
              onChange={(value) => setKind(value || null)}
              popupMatchSelectWidth={false}
              options={[
                { value: "", label: t.backend.any },
                ...drills.data.kinds.map((value) => ({ value, label: t.backend.kinds[value] })),
              ]}
              data-testid="backend-kind"
            />
            <Button type="primary" loading={acts.begin.isPending} onClick={begin} data-testid="backend-begin">
              {t.backend.begin}
            </Button>
          </div>
        </section>
      ) : null}
      {open === null ? null : <Sandbox key={open} shop={shop} id={open} onClose={() => setOpen(null)} onNext={begin} />}
      {drills.data.drills.length ? (
        <Table<DrillRow>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={drills.data.drills}
          scroll={{ x: true }}
          data-testid="backend-list"
          columns={[
            ...(everybody ? [{ title: t.academy.who, render: (_: unknown, row: DrillRow) => row.staff.name }] : []),
            { title: t.backend.kind, render: (_, row) => t.backend.kinds[row.kind] },
            { title: t.academy.result, render: (_, row) => <Outcome row={row} /> },
            { title: t.academy.score, align: "right", render: (_, row) => row.score ?? t.academy.noData },
            {
              title: t.academy.at,
              render: (_, row) => <When at={row.ended_at ?? row.made_at} zone={zone} form="long" />,
            },
            {
              title: "",
              render: (_, row) => (
                <Button type="link" size="small" onClick={() => setOpen(row.id)}>
                  {row.state === "open" ? t.backend.goOn : t.backend.look}
                </Button>
              ),
            },
          ]}
        />
      ) : (
        <p className={coaching.meta}>{t.backend.none}</p>
      )}
    </>
  );
}

function Outcome({ row }: { row: DrillRow }) {
  const t = useText();
  if (row.state === "open") return <State tone="accent">{t.academy.state.open}</State>;
  return <State tone={row.passed ? "good" : "urgent"}>{row.passed ? t.academy.passed : t.academy.failed}</State>;
}
