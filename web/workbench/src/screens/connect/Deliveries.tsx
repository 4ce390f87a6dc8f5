import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table from "antd/es/table";
import Tag from "antd/es/tag";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { HookDelivery, HookType, Shop } from "../../protocol/types";
import { useDeliveries } from "./useConnect";

const COLOURS = { waiting: "warning", done: "success", failed: "error" } as const;

/** The log of a webhook: what was posted, what came of it, when it is tried again. */
export function Deliveries({ shop, webhook }: { shop: Shop; webhook: number }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { list, replay } = useDeliveries(shop.code, webhook);
  if (list.isPending) return <Loading rows={3} />;
  if (list.isError) return <Failed error={list.error} onRetry={() => list.refetch()} />;
  const words = t.connect.delivery;
  const again = (id: number) =>
    replay.mutate(id, {
      onSuccess: () => {
        message.success(words.replayed);
      },
      onError: (error) => {
        message.error(sentence(t, error));
      },
    });
  return (
    <Table<HookDelivery>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 10, hideOnSinglePage: true, size: "small", showSizeChanger: false }}
      rowHoverable={false}
      scroll={{ x: true }}
      dataSource={list.data}
      locale={{ emptyText: words.none }}
      data-testid="deliveries"
      columns={[
        { title: words.at, render: (_, one) => <When at={one.at} zone={shop.timezone} form="long" /> },
        { title: words.event, render: (_, one) => t.connect.type[one.type as HookType] ?? one.type },
        { title: words.state, render: (_, one) => <Tag color={COLOURS[one.state]}>{words.states[one.state]}</Tag> },
        { title: words.status, render: (_, one) => one.status || t.common.none },
        { title: words.attempts, dataIndex: "attempts" },
        { title: words.said, render: (_, one) => one.said.slice(0, 80) || t.common.none },
        {
          title: words.next,
          render: (_, one) => (one.next ? <When at={one.next} zone={shop.timezone} form="long" /> : t.common.none),
        },
        {
          key: "replay",
          render: (_, one) => (
            <Button size="small" onClick={() => again(one.id)} disabled={replay.isPending}>
              {words.replay}
            </Button>
          ),
        },
      ]}
    />
  );
}
