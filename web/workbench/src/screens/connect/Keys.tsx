import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Table from "antd/es/table";
import { useState } from "react";
import { comma, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { ApiKey, Scope, Shop } from "../../protocol/types";
import styles from "../page.module.css";
import own from "./connect.module.css";
import { Once } from "./Once";
import { useKeys } from "./useConnect";

const SCOPES: readonly Scope[] = ["read", "serve", "manage", "audit"];

/** Keys of programs: made with scopes, shown once, ended. */
export function Keys({ shop }: { shop: Shop }) {
  const t = useText();
  const { modal } = AntApp.useApp();
  const { list, make, end } = useKeys(shop.code);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const submit = () => make.mutate({ name: name.trim(), scopes }, { onSuccess: () => setName("") });
  const ask = (one: ApiKey) =>
    modal.confirm({
      title: t.connect.endTitle(one.name),
      content: t.connect.endHint,
      okText: t.connect.end,
      cancelText: t.common.cancel,
      okButtonProps: { danger: true },
      onOk: () => end.mutateAsync(one.id),
    });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.connect.keys}</h2>
      <p className={styles.lead}>{t.connect.keysHint}</p>
      <div className={own.form}>
        <Input
          value={name}
          maxLength={40}
          aria-label={t.connect.name}
          placeholder={t.connect.namePlaceholder}
          onChange={(event) => setName(event.target.value)}
          data-testid="key-name"
        />
        <Checkbox.Group
          value={scopes}
          options={SCOPES.map((one) => ({ value: one, label: t.connect.scope[one] }))}
          onChange={(picked) => setScopes(picked as Scope[])}
        />
        <Button
          type="primary"
          disabled={!name.trim() || !scopes.length}
          loading={make.isPending}
          onClick={submit}
          data-testid="key-make"
        >
          {t.connect.makeKey}
        </Button>
      </div>
      {make.isError ? <p role="alert">{sentence(t, make.error)}</p> : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.isError ? <Failed error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data ? (
        <Table<ApiKey>
          size="small"
          rowKey="id"
          className={own.table ?? ""}
          pagination={false}
          rowHoverable={false}
          scroll={{ x: true }}
          dataSource={list.data}
          locale={{ emptyText: t.connect.noKeys }}
          columns={[
            { title: t.connect.name, dataIndex: "name" },
            { title: t.connect.hint8, render: (_, one) => <code>{one.hint}…</code> },
            {
              title: t.connect.scopes,
              render: (_, one) =>
                one.scopes.map((scope) => t.connect.scopeShort[scope as Scope] ?? scope).join(comma()),
            },
            { title: t.connect.by, dataIndex: "by" },
            {
              title: t.connect.created,
              render: (_, one) => <When at={one.created} zone={shop.timezone} form="long" />,
            },
            {
              title: t.connect.used,
              render: (_, one) =>
                one.used ? <When at={one.used} zone={shop.timezone} form="long" /> : t.connect.never,
            },
            {
              key: "end",
              render: (_, one) => (
                <Button size="small" danger onClick={() => ask(one)}>
                  {t.connect.end}
                </Button>
              ),
            },
          ]}
        />
      ) : null}
      {make.data ? (
        <Once title={t.connect.makeKey} hint={t.connect.madeKey} secret={make.data.key} onClose={make.reset} />
      ) : null}
    </section>
  );
}
