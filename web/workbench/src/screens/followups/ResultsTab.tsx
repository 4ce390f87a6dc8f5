import Table from "antd/es/table";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { type Result, useResults } from "./useFollowups";

/** What each rule brought, against those who were left out at random. */
export function ResultsTab({ shop }: { shop: string }) {
  const t = useText();
  const results = useResults(shop);
  if (results.isPending) return <Loading rows={6} />;
  if (results.isError) return <Failed error={results.error} onRetry={() => results.refetch()} />;
  const lift = ({ goal, lift: found }: Result) => {
    if (!goal) return t.followups.noGoal;
    if (!found || found.difference === null || found.low === null || found.high === null) return t.followups.noLift;
    return t.followups.liftText(found.difference, found.low, found.high);
  };
  return (
    <Table<Result>
      size="small"
      rowKey="rule"
      pagination={false}
      dataSource={results.data}
      scroll={{ x: true }}
      columns={[
        { title: t.followups.rule, dataIndex: "name" },
        {
          title: t.followups.touched,
          key: "touched",
          render: (_, one) =>
            one.lift && one.goal
              ? `${t.followups.share(one.lift.touched_good, one.lift.touched)} ${t.followups.goal[one.goal]}`
              : (one.states.sent ?? 0),
        },
        {
          title: t.followups.heldOut,
          key: "held",
          render: (_, one) => (one.lift ? t.followups.share(one.lift.held_good, one.lift.held) : t.common.none),
        },
        { title: t.followups.lift, key: "lift", render: (_, one) => lift(one) },
      ]}
    />
  );
}
