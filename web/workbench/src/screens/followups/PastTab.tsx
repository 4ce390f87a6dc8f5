import Table from "antd/es/table";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import styles from "./followups.module.css";
import { type Touch, useTouches } from "./useFollowups";

const TONES: Record<Touch["state"], Tone> = {
  approval: "waiting",
  copy: "waiting",
  sent: "good",
  done: "good",
  held: "plain",
  stopped: "plain",
  refused: "plain",
};

/** What was sent, and what was not and why. */
export function PastTab({ shop }: { shop: Shop }) {
  const t = useText();
  const touches = useTouches(shop.code, "past");
  if (touches.isPending) return <Loading rows={6} />;
  if (touches.isError) return <Failed error={touches.error} onRetry={() => touches.refetch()} />;
  if (!touches.data.length) return <Blank title={t.followups.pastEmpty} hint={t.followups.pastEmptyHint} />;
  return (
    <Table<Touch>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={touches.data}
      scroll={{ x: true }}
      columns={[
        {
          title: t.followups.at,
          dataIndex: "at",
          render: (at: string) => <When at={at} zone={shop.timezone} form="long" />,
        },
        { title: t.followups.rule, dataIndex: "rule_name" },
        { title: t.followups.buyer, dataIndex: "nick" },
        {
          title: t.followups.order,
          dataIndex: "order",
          render: (order: string | null) => (order ? `…${order.slice(-4)}` : t.common.none),
        },
        {
          title: t.settings.mode,
          dataIndex: "state",
          render: (state: Touch["state"]) => <State tone={TONES[state]}>{t.followups.state[state]}</State>,
        },
        { title: t.followups.said, dataIndex: "text", className: styles.said ?? "" },
        { title: t.followups.why, dataIndex: "why" },
      ]}
    />
  );
}
