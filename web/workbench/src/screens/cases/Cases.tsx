import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import Table from "antd/es/table";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { useNarrow } from "../../parts/useNarrow";
import { mayWrite } from "../../store/use";
import { AssignMany } from "./AssignMany";
import { CasePanel } from "./CasePanel";
import styles from "./cases.module.css";
import { type Case, type Filter, useCases } from "./useCases";
import { useColumns } from "./useColumns";

const FILTERS = [
  "open",
  "mine",
  "overdue",
  "requested",
  "approval",
  "returning",
  "to_refund",
  "to_ship",
  "all",
] as const;
type Choice = (typeof FILTERS)[number];

function filterOf(choice: Choice, q: string): Filter {
  const words = q.trim() ? { q: q.trim() } : {};
  if (choice === "open") return words;
  if (choice === "mine" || choice === "overdue") return { ...words, [choice]: true };
  return { ...words, state: choice };
}

/** The board of after-sales cases: by state, by deadline, one's own, overdue ones. */
export function Cases() {
  const t = useText();
  const narrow = useNarrow();
  const shown = useShopChoice();
  const { code, shop: info } = shown;
  const [choice, setChoice] = useState<Choice>("open");
  const [q, setQ] = useState("");
  const [picked, setPicked] = useState<number[]>([]);
  const [opened, setOpened] = useState<Case | null>(null);
  const found = useCases(code, filterOf(choice, q));
  const columns = useColumns(info?.timezone);
  const counts = found.data?.counts;
  const countOf = (one: Choice): number | undefined =>
    one === "mine" || one === "overdue" ? counts?.[one] : counts?.states[one];
  const label = (one: Choice) => {
    const name =
      one === "open" || one === "all" || one === "mine" || one === "overdue" ? t.cases[one] : t.cases.states[one];
    const count = countOf(one);
    return count ? `${name} ${count}` : name;
  };
  const filters = FILTERS.map((one) => ({ value: one, label: label(one) }));
  const query = new URLSearchParams(choice === "all" || counts?.states[choice] !== undefined ? { state: choice } : {});
  return (
    <Page
      name="cases"
      wide
      title={t.cases.title}
      hint={t.cases.hint}
      choice={shown}
      tools={
        <>
          {narrow ? (
            <Select value={choice} onChange={setChoice} aria-label={t.cases.state} options={filters} />
          ) : (
            <Segmented<Choice> value={choice} onChange={setChoice} options={filters} />
          )}
          <Input.Search
            className={styles.search ?? ""}
            placeholder={t.cases.search}
            aria-label={t.cases.search}
            allowClear
            maxLength={100}
            onSearch={setQ}
            data-testid="cases-search"
          />
          {info && mayWrite(info) ? (
            <Button href={`/api/shops/${code}/cases/export?${query}`} data-testid="cases-export">
              {t.cases.export}
            </Button>
          ) : null}
        </>
      }
    >
      {picked.length ? <AssignMany shop={code} ids={picked} onDone={() => setPicked([])} /> : null}
      {found.isPending ? <Loading rows={8} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.cases.length ? <Blank title={t.cases.empty} hint={t.cases.emptyHint} /> : null}
      {found.data?.cases.length ? (
        <Table<Case>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={found.data.cases}
          columns={columns}
          scroll={{ x: true }}
          rowSelection={
            info && mayWrite(info)
              ? { selectedRowKeys: picked, onChange: (keys) => setPicked(keys.map(Number)) }
              : undefined
          }
          onRow={(one) => ({ onClick: () => setOpened(one), className: styles.rowLine ?? "" })}
        />
      ) : null}
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `${t.cases.title} ${opened.number}` : ""}
        size={narrow ? "100%" : 520}
        destroyOnHidden
      >
        {opened ? <CasePanel shop={code} id={opened.id} link /> : null}
      </Drawer>
    </Page>
  );
}
