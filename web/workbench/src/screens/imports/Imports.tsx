import Button from "antd/es/button";
import Table from "antd/es/table";
import { useState } from "react";
import { comma, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { When } from "../../parts/When";
import type { ImportLine, Shop } from "../../protocol/types";
import { SettingsNav } from "../settings/SettingsNav";
import { ImportFlow } from "./ImportFlow";
import styles from "./imports.module.css";
import { useImportList } from "./useImports";

const MANAGERS = new Set(["owner", "lead"]);

/** Data into a shop, and what came in before. */
export function Imports() {
  const t = useText();
  const choice = useShopChoice((one) => MANAGERS.has(one.role));
  const [opened, setOpened] = useState<{ shop: string; id: number | null }>({ shop: "", id: null });
  const { shop, code } = choice;
  if (!shop) return <Blank title={t.imports.noRight} />;
  const id = opened.shop === code ? opened.id : null;
  const open = (one: number | null) => setOpened({ shop: code, id: one });
  return (
    <Page name="imports" title={t.imports.title} hint={t.imports.hint} choice={choice}>
      <SettingsNav />
      <ImportFlow shop={code} owner={shop.role === "owner"} id={id} onOpen={open} />
      {id === null ? <Past shop={shop} onOpen={open} /> : null}
    </Page>
  );
}

function Past({ shop, onOpen }: { shop: Shop; onOpen(id: number): void }) {
  const t = useText();
  const list = useImportList(shop.code);
  if (list.isPending) return <Loading rows={4} />;
  if (list.isError) return <Failed error={list.error} onRetry={() => list.refetch()} />;
  return (
    <section className={styles.panel}>
      <h2>{t.imports.past}</h2>
      <Table<ImportLine>
        size="small"
        rowKey="id"
        className={styles.table ?? ""}
        pagination={false}
        scroll={{ x: true }}
        rowHoverable={false}
        dataSource={list.data.imports}
        locale={{ emptyText: t.imports.pastEmpty }}
        columns={[
          { title: t.imports.at, render: (_, one) => <When at={one.created} zone={shop.timezone} form="long" /> },
          { title: t.imports.by, dataIndex: "by" },
          { title: t.imports.file, render: (_, one) => one.files.join(comma()) || t.common.none },
          { title: t.imports.added, render: (_, one) => one.total?.added ?? t.common.none },
          { title: t.imports.changed, render: (_, one) => one.total?.changed ?? t.common.none },
          { title: t.imports.refused, render: (_, one) => one.total?.refused ?? t.common.none },
          {
            key: "open",
            render: (_, one) => (
              <Button size="small" onClick={() => onOpen(one.id)}>
                {t.imports.state[one.state]} · {t.imports.open}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
