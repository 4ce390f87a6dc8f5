import Button from "antd/es/button";
import Table from "antd/es/table";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { hourText } from "../../parts/time";
import type { Shop } from "../../protocol/types";
import { plusDays, today } from "./days";
import styles from "./shifts.module.css";
import { type AttendanceRow, useAttendance } from "./useShifts";

/** Who was at the desk on a day, beside what was planned. */
export function AttendanceTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [day, setDay] = useState(() => today(shop.timezone));
  const rows = useAttendance(shop.code, day);
  const hour = (at: string | null) => (at ? hourText(at, shop.timezone) : t.common.none);
  const long = (seconds: number) => t.shifts.hours(seconds);
  return (
    <>
      <div className={styles.bar}>
        <Button onClick={() => setDay(plusDays(day, -1))} aria-label="−1">
          ←
        </Button>
        <strong>{day}</strong>
        <Button onClick={() => setDay(plusDays(day, 1))} aria-label="+1">
          →
        </Button>
        <span className={styles.gap} />
        <span className={styles.quiet}>{t.shifts.rules}</span>
      </div>
      {rows.isPending ? <Loading rows={5} /> : null}
      {rows.isError ? <Failed error={rows.error} onRetry={() => rows.refetch()} /> : null}
      {rows.data && !rows.data.length ? <Blank title={t.shifts.attendanceEmpty} /> : null}
      {rows.data?.length ? (
        <Table<AttendanceRow>
          size="small"
          rowKey="staff_id"
          pagination={false}
          dataSource={rows.data}
          scroll={{ x: true }}
          columns={[
            { title: t.shifts.who, dataIndex: "staff" },
            { title: t.shifts.first, dataIndex: "first_at", render: hour },
            { title: t.shifts.last, dataIndex: "last_at", render: hour },
            { title: t.shifts.online, dataIndex: "online_s", render: long },
            { title: t.shifts.busy, dataIndex: "busy_s", render: long },
            { title: t.shifts.away, dataIndex: "away_s", render: long },
            { title: t.shifts.planned, dataIndex: "planned_s", render: long },
          ]}
        />
      ) : null}
    </>
  );
}
