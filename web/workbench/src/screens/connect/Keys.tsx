import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import { useState } from "react";
import { comma, useText } from "../../i18n";
import { When } from "../../parts/When";
import type { ApiKey, Scope, Shop } from "../../protocol/types";
import { Listed } from "./Listed";
import { useKeys } from "./useConnect";

const SCOPES: readonly Scope[] = ["read", "serve", "manage", "audit"];

/** Keys of programs: made with scopes, shown once, ended. */
export function Keys({ shop }: { shop: Shop }) {
  const t = useText();
  const { list, make, end } = useKeys(shop.code);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  return (
    <Listed<ApiKey>
      title={t.connect.keys}
      lead={t.connect.keysHint}
      form={
        <>
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
        </>
      }
      make={{
        text: t.connect.makeKey,
        ready: !!name.trim() && scopes.length > 0,
        testId: "key-make",
        run: () => make.mutate({ name: name.trim(), scopes }, { onSuccess: () => setName("") }),
      }}
      making={make}
      secret={make.data?.key}
      secretHint={t.connect.madeKey}
      list={list}
      none={t.connect.noKeys}
      columns={[
        { title: t.connect.name, dataIndex: "name" },
        { title: t.connect.hint8, render: (_, one) => <code>{one.hint}…</code> },
        {
          title: t.connect.scopes,
          render: (_, one) => one.scopes.map((scope) => t.connect.scopeShort[scope as Scope] ?? scope).join(comma()),
        },
        { title: t.connect.by, dataIndex: "by" },
        { title: t.connect.created, render: (_, one) => <When at={one.created} zone={shop.timezone} form="long" /> },
        {
          title: t.connect.used,
          render: (_, one) => (one.used ? <When at={one.used} zone={shop.timezone} form="long" /> : t.connect.never),
        },
      ]}
      end={{
        text: t.connect.end,
        title: (one) => t.connect.endTitle(one.name),
        content: () => t.connect.endHint,
        run: (id) => end.mutateAsync(id),
      }}
    />
  );
}
