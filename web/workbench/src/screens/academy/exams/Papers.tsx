import { Link } from "@tanstack/react-router";
import Table from "antd/es/table";
import { useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import page from "../../page.module.css";
import { type Sitting, useSittings } from "./useExams";

/** Everybody's papers; those that wait for a person first. */
export function Papers({ shop }: { shop: string }) {
  const t = useText();
  const papers = useSittings(shop, true);
  if (papers.isPending) return <Loading rows={3} />;
  if (papers.isError) return <Failed error={papers.error} onRetry={() => papers.refetch()} />;
  if (!papers.data.length) return null;
  const rows = papers.data.toSorted((a, b) => Number(b.state === "handed") - Number(a.state === "handed"));
  return (
    <section data-testid="exam-papers">
      <h2 className={page.sectionTitle}>{t.exams.papers}</h2>
      <Table<Sitting>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={rows}
        scroll={{ x: true }}
        columns={[
          { title: t.exams.who, render: (_, row) => row.staff.name },
          { title: t.exams.title, dataIndex: "title" },
          {
            title: t.exams.result,
            render: (_, row) => (
              <State
                tone={
                  row.state === "handed" ? "waiting" : row.state === "open" ? "accent" : row.passed ? "good" : "urgent"
                }
              >
                {row.state === "marked" ? (row.passed ? t.exams.passed : t.exams.failed) : t.exams.state[row.state]}
              </State>
            ),
          },
          { title: t.academy.score, align: "right", render: (_, row) => row.score ?? t.academy.noData },
          { title: t.exams.at, render: (_, row) => <When at={row.handed_at ?? row.started_at} form="long" /> },
          {
            title: "",
            render: (_, row) =>
              row.state === "open" ? null : (
                <Link to="/academy/$shop/exam/$id" params={{ shop, id: String(row.id) }}>
                  {row.state === "handed" ? t.exams.mark : t.exams.look}
                </Link>
              ),
          },
        ]}
      />
    </section>
  );
}
