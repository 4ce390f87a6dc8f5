import Drawer from "antd/es/drawer";
import Table from "antd/es/table";
import { useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import styles from "./exams.module.css";
import { type Exam, type Item, useAnalysis } from "./useExams";

/** How each question of an exam has done. */
export function Analysis({ shop, exam, onClose }: { shop: string; exam: Exam; onClose(): void }) {
  const t = useText();
  const found = useAnalysis(shop, exam.id);
  const two = (value: number | null) => (value === null ? t.academy.noData : value.toFixed(2));
  return (
    <Drawer open size={860} title={`${exam.title} · ${t.exams.analysis}`} onClose={onClose}>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data ? <p className={styles.hint}>{t.exams.analysisHint(found.data.fewest)}</p> : null}
      {found.data?.items.length === 0 ? <Blank title={t.exams.noAnswers} /> : null}
      {found.data?.items.length ? (
        <Table<Item>
          size="small"
          rowKey={(row) => row.code}
          pagination={false}
          dataSource={found.data.items}
          scroll={{ x: true }}
          data-testid="exam-analysis"
          columns={[
            { title: t.exams.stem, dataIndex: "stem" },
            { title: t.exams.answers, dataIndex: "answers", align: "right" },
            {
              title: t.exams.easiness,
              align: "right",
              sorter: (a, b) => a.difficulty - b.difficulty,
              render: (_, row) => `${Math.round(row.difficulty * 100)}%`,
            },
            {
              title: t.exams.discrimination,
              align: "right",
              sorter: (a, b) => (a.discrimination ?? 0) - (b.discrimination ?? 0),
              render: (_, row) => two(row.discrimination),
            },
            { title: t.exams.correlation, align: "right", render: (_, row) => two(row.correlation) },
            {
              title: "",
              render: (_, row) =>
                row.discrimination === null ? null : (
                  <State tone={row.advice ? "waiting" : "good"}>{t.exams.advice[row.advice]}</State>
                ),
            },
          ]}
        />
      ) : null}
    </Drawer>
  );
}
