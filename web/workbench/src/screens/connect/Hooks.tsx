import Input from "antd/es/input";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useState } from "react";
import { comma, useText } from "../../i18n";
import type { HookType, Shop, Webhook } from "../../protocol/types";
import own from "./connect.module.css";
import { Deliveries } from "./Deliveries";
import { Listed } from "./Listed";
import { useHooks } from "./useConnect";

/** Addresses that are told of events: made, rested, removed; the log of each. */
export function Hooks({ shop }: { shop: Shop }) {
  const t = useText();
  const { list, make, turn, remove } = useHooks(shop.code);
  const [url, setUrl] = useState("");
  const [types, setTypes] = useState<HookType[]>(["conversation.closed"]);
  const all = Object.entries(t.connect.type) as [HookType, string][];
  return (
    <Listed<Webhook>
      title={t.connect.hooks}
      lead={t.connect.hooksHint}
      form={
        <>
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
        </>
      }
      make={{
        text: t.connect.makeHook,
        ready: /^https?:\/\//.test(url.trim()) && types.length > 0,
        testId: "hook-make",
        run: () => make.mutate({ url: url.trim(), types }, { onSuccess: () => setUrl("") }),
      }}
      making={make}
      secret={make.data?.secret}
      secretHint={t.connect.madeHook}
      list={list}
      none={t.connect.noHooks}
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
      ]}
      end={{
        text: t.connect.remove,
        title: () => t.connect.removeTitle,
        content: (one) => one.url,
        run: (id) => remove.mutateAsync(id),
      }}
    />
  );
}
