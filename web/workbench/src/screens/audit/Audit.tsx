import { useInfiniteQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import Table from "antd/es/table";
import { type Texts, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import type { AuditRow } from "../../protocol/types";

const READERS = new Set(["owner", "lead", "auditor"]);
const PAGE = 100;

/** What was revealed, overridden or changed, by whom. */
export function Audit() {
  const t = useText();
  const choice = useShopChoice((one) => READERS.has(one.role));
  const { code: shop } = choice;
  const zone = choice.shop?.timezone;
  const rows = useInfiniteQuery({
    queryKey: ["audit", shop],
    queryFn: async ({ pageParam }) => {
      const query = pageParam ? { before: pageParam, limit: PAGE } : { limit: PAGE };
      return (await body(http.GET("/api/shops/{shop}/audit", { params: { path: { shop }, query } }))).rows;
    },
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
    enabled: shop !== "",
    staleTime: 0,
  });
  if (!shop) return <Blank title={t.audit.noRight} />;
  const all = rows.data?.pages.flat() ?? [];
  return (
    <Page name="audit" wide title={t.audit.title} hint={t.audit.hint} choice={choice}>
      {rows.isPending ? <Loading rows={10} /> : null}
      {rows.isError ? <Failed error={rows.error} onRetry={() => rows.refetch()} /> : null}
      {rows.data && !all.length ? <Blank title={t.audit.empty} hint={t.audit.emptyHint} /> : null}
      {all.length ? (
        <Table<AuditRow>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={all}
          scroll={{ x: true }}
          columns={[
            { title: t.audit.at, dataIndex: "at", render: (at: string) => <When at={at} zone={zone} form="long" /> },
            { title: t.audit.staff, dataIndex: "staff", render: (staff: string) => staff || t.audit.system },
            { title: t.audit.action, dataIndex: "action", render: (action: string) => actionName(t, action) },
            { title: t.audit.subject, dataIndex: "subject" },
            { title: t.audit.detail, dataIndex: "detail" },
          ]}
        />
      ) : null}
      {rows.hasNextPage ? (
        <Button loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
          {t.app.more}
        </Button>
      ) : null}
    </Page>
  );
}

/** An act's name for people; one that this version does not know is shown by its code. */
function actionName(t: Texts, action: string): string {
  return t.audit.actions[action as keyof Texts["audit"]["actions"]] ?? action;
}
