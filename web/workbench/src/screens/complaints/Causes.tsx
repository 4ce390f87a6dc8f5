import Select from "antd/es/select";
import Table from "antd/es/table";
import { useState } from "react";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { Money } from "../../parts/Money";
import { nameIn } from "../cases/tone";
import styles from "./complaints.module.css";
import { useCauses } from "./useComplaints";

/** What complaints and after-sales cases came from, who answers for them, and what they cost. */
export function Causes({ shop }: { shop: string }) {
  const t = useText();
  const [days, setDays] = useState(30);
  const found = useCauses(shop, days);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const cost = {
    title: t.complaints.cost,
    key: "cost",
    render: (_: unknown, row: { cost: string }) => <Money value={row.cost} />,
  };
  return (
    <div className={styles.panel}>
      <Select
        value={days}
        onChange={setDays}
        aria-label={t.complaints.period}
        className={styles.time ?? ""}
        options={[7, 30, 90, 365].map((value) => ({ value, label: t.complaints.days(value) }))}
      />
      <Table
        size="small"
        rowKey="cause"
        pagination={false}
        title={() => t.complaints.byCause}
        dataSource={found.data.causes}
        columns={[
          { title: t.complaints.cause, key: "cause", render: (_, row) => nameIn(t.complaints.causes, row.cause) },
          { title: t.complaints.count, dataIndex: "count" },
          { title: t.complaints.states.solved, dataIndex: "solved" },
          { title: t.complaints.badReviews, dataIndex: "reviews" },
          cost,
        ]}
      />
      <Table
        size="small"
        rowKey={(row) => `${row.side}/${row.reason}`}
        pagination={false}
        title={() => t.complaints.bySide}
        dataSource={found.data.sides}
        columns={[
          { title: t.cases.side, key: "side", render: (_, row) => row.side || t.complaints.unknownSide },
          { title: t.cases.reason, key: "reason", render: (_, row) => nameIn(t.cases.reasons, row.reason) },
          { title: t.complaints.count, dataIndex: "count" },
          cost,
        ]}
      />
    </div>
  );
}
