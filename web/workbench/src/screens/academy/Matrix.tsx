import Table from "antd/es/table";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { SkillRow } from "../../protocol/types";
import page from "../page.module.css";
import { useMatrix } from "./useAcademy";

const ITEMS = ["answered", "true", "courteous", "steps", "wording"] as const;
const GROUPS = ["售前", "售后", "投诉"] as const;

/** Who can do what: a person a line, a skill a column. */
export function Matrix({ shop }: { shop: string }) {
  const t = useText();
  const people = useMatrix(shop);
  if (people.isPending) return <Loading rows={6} />;
  if (people.isError) return <Failed error={people.error} onRetry={() => people.refetch()} />;
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? t.academy.noData : `${Math.round(value * 100)}%`;
  return (
    <section data-testid="matrix">
      <h2 className={page.sectionTitle}>{t.coaching.detail}</h2>
      <Table<SkillRow>
        size="small"
        rowKey="staff_id"
        pagination={false}
        dataSource={people.data}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t.academy.who, dataIndex: "name" },
          { title: t.academy.practices, align: "right", render: (_, row) => `${row.passed}/${row.practices}` },
          { title: t.academy.meanScore, align: "right", render: (_, row) => row.mean_score ?? t.academy.noData },
          ...GROUPS.map((group) => ({
            title: t.academy.groups[group],
            align: "right" as const,
            render: (_: unknown, row: SkillRow) => share(row.groups[group]),
          })),
          ...ITEMS.map((item) => ({
            title: t.academy.items[item],
            align: "right" as const,
            render: (_: unknown, row: SkillRow) => share(row.items[item]),
          })),
          {
            title: t.academy.cardsColumn,
            align: "right",
            render: (_, row) => `${row.cards_known}/${row.cards_due}`,
          },
        ]}
      />
    </section>
  );
}
