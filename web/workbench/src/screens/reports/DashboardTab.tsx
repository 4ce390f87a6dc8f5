import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import { today } from "../shifts/days";
import { AgentTable } from "./AgentTable";
import { BehindDrawer } from "./BehindDrawer";
import { Days } from "./Days";
import { HourChart } from "./HourChart";
import { ImportedFigures } from "./ImportedFigures";
import { Numbers } from "./Numbers";
import styles from "./reports.module.css";
import { type Span, useDashboard } from "./useReports";

/** The shop or a team over some days; every number opens to its definition and its chats. */
export function DashboardTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [span, setSpan] = useState<Span>(() => ({ day: today(shop.timezone), until: today(shop.timezone) }));
  const [team, setTeam] = useState<string | null>(null);
  const [about, setAbout] = useState<{ figure: string; staff?: number | undefined } | null>(null);
  const found = useDashboard(shop.code, span, team);
  const teams = found.data?.teams ?? [];
  return (
    <>
      <div className={styles.bar}>
        <Days zone={shop.timezone} span={span} onSpan={setSpan} />
        {teams.length ? (
          <Select
            value={team ?? ""}
            onChange={(value) => setTeam(value || null)}
            options={[{ value: "", label: t.reports.wholeShop }, ...teams.map((one) => ({ value: one, label: one }))]}
            aria-label={t.reports.team}
            className={styles.date ?? ""}
          />
        ) : null}
      </div>
      {found.isPending ? <Loading rows={8} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data ? (
        <>
          <Numbers numbers={found.data.numbers} onOpen={(figure) => setAbout({ figure })} />
          {found.data.hours.length ? <HourChart hours={found.data.hours} /> : null}
          {found.data.agents.length ? (
            <AgentTable rows={found.data.agents} onOpen={(figure, staff) => setAbout({ figure, staff })} />
          ) : null}
          <ImportedFigures shop={shop} rows={found.data.imported} />
          {about ? (
            <BehindDrawer
              shop={shop}
              span={span}
              figure={about.figure}
              staff={about.staff}
              definition={found.data.definitions[about.figure]}
              onClose={() => setAbout(null)}
            />
          ) : null}
        </>
      ) : null}
    </>
  );
}
