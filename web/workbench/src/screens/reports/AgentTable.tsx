import Table from "antd/es/table";
import { useText } from "../../i18n";
import page from "../page.module.css";
import { figureText } from "./figure";
import styles from "./reports.module.css";
import type { AgentNumbers } from "./useReports";

interface Props {
  rows: readonly AgentNumbers[];
  onOpen?: ((figure: string, staff: number) => void) | undefined;
}

/** A line per agent, a figure per column. */
export function AgentTable({ rows, onOpen }: Props) {
  const t = useText();
  const keys = rows[0]?.numbers.map((one) => one.key) ?? [];
  const value = (row: AgentNumbers, key: string) => row.numbers.find((one) => one.key === key)?.value ?? null;
  return (
    <section>
      <h2 className={page.sectionTitle}>{t.reports.agents}</h2>
      <Table<AgentNumbers>
        size="small"
        rowKey="staff_id"
        pagination={false}
        dataSource={rows as AgentNumbers[]}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t.reports.agents, dataIndex: "name", fixed: "left" as const },
          ...keys.map((key) => ({
            title: t.reports.names[key] ?? key,
            align: "right" as const,
            sorter: (a: AgentNumbers, b: AgentNumbers) => (value(a, key) ?? 0) - (value(b, key) ?? 0),
            render: (_: unknown, row: AgentNumbers) => {
              const text = figureText(t, key, value(row, key));
              return onOpen ? (
                <button type="button" className={styles.cell} onClick={() => onOpen(key, row.staff_id)}>
                  {text}
                </button>
              ) : (
                text
              );
            },
          })),
        ]}
      />
    </section>
  );
}
