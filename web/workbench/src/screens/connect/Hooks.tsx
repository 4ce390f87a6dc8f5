import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import Table from "antd/es/table";
import { useState } from "react";
import { comma, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { HookType, Shop, Webhook } from "../../protocol/types";
import styles from "../page.module.css";
import own from "./connect.module.css";
import { Deliveries } from "./Deliveries";
import { Once } from "./Once";
import { useHooks } from "./useConnect";

/** Addresses that are told of events: made, rested, removed; the log of each. */
export function Hooks({ shop }: { shop: Shop }) {
  const t = useText();
  const { modal } = AntApp.useApp();
  const { list, make, turn, remove } = useHooks(shop.code);
  const [url, setUrl] = useState("");
  const [types, setTypes] = useState<HookType[]>(["conversation.closed"]);
  const all = Object.entries(t.connect.type) as [HookType, string][];
  const submit = () => make.mutate({ url: url.trim(), types }, { onSuccess: () => setUrl("") });
  const ask = (one: Webhook) =>
    modal.confirm({
      title: t.connect.removeTitle,
      content: one.url,
      okText: t.connect.remove,
      cancelText: t.common.cancel,
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(one.id),
    });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.connect.hooks}</h2>
      <p className={styles.lead}>{t.connect.hooksHint}</p>
      <div className={own.form}>
        <Input
          value={url}
          aria-label={t.connect.url}
          placeholder="https://erp.example.com/xiaoer"
          onChange={(event) => setUrl(event.target.value)}
          data-testid="hook-url"
        />
        <Select<HookType[]>
          mode="multiple"
          value={types}
          aria-label={t.connect.types}
          options={all.map(([value, label]) => ({ value, label }))}
          onChange={setTypes}
        />
        <Button
          type="primary"
          disabled={!/^https?:\/\//.test(url.trim()) || !types.length}
          loading={make.isPending}
          onClick={submit}
          data-testid="hook-make"
        >
          {t.connect.makeHook}
        </Button>
      </div>
      {make.isError ? <p role="alert">{sentence(t, make.error)}</p> : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.isError ? <Failed error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data ? (
        <Table<Webhook>
          size="small"
          rowKey="id"
          className={own.table ?? ""}
          pagination={false}
          rowHoverable={false}
          scroll={{ x: true }}
          dataSource={list.data}
          locale={{ emptyText: t.connect.noHooks }}
          expandable={{
            expandedRowRender: (one) => <Deliveries shop={shop} webhook={one.id} />,
            expandRowByClick: false,
          }}
          columns={[
            { title: t.connect.url, render: (_, one) => <code className={own.url}>{one.url}</code> },
            {
              title: t.connect.types,
              render: (_, one) => one.types.map((type) => t.connect.type[type as HookType] ?? type).join(comma()),
            },
            {
              title: t.connect.active,
              render: (_, one) => (
                <Switch
                  size="small"
                  checked={one.active}
                  aria-label={`${t.connect.active} ${one.url}`}
                  onChange={(active) => turn.mutate({ id: one.id, active })}
                />
              ),
            },
            {
              key: "remove",
              render: (_, one) => (
                <Button size="small" danger onClick={() => ask(one)}>
                  {t.connect.remove}
                </Button>
              ),
            },
          ]}
        />
      ) : null}
      {make.data ? (
        <Once title={t.connect.makeHook} hint={t.connect.madeHook} secret={make.data.secret} onClose={make.reset} />
      ) : null}
    </section>
  );
}
