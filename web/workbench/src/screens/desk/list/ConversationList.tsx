import SearchOutlined from "@ant-design/icons/SearchOutlined";
import { useVirtualizer } from "@tanstack/react-virtual";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useMemo, useRef } from "react";
import { setUi, useUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { Blank, Loading } from "../../../parts/Blank";
import { lazily } from "../../../parts/lazily";
import type { Conversation } from "../../../protocol/types";
import { useHold, useView } from "../../../store/use";
import { MEASURES } from "../../../theme/palette";
import { FilterBar } from "./FilterBar";
import { ListTabs } from "./ListTabs";
import styles from "./list.module.css";
import { counts, filtering, type Tab, wantedRows } from "./order";
import { Row } from "./Row";
import { useOlder } from "./useOlder";

const ShopPick = lazily(() => import("./ShopPick").then((m) => m.ShopPick));
const BatchBar = lazily(() => import("./BatchBar").then((m) => m.BatchBar));

export function ConversationList({ selected }: { selected: number | null }) {
  const t = useText();
  const { session } = useHold();
  const { tab, shop, query, filter, sort, chosen } = useUi();
  const me = session.staff.id;
  const conversations = useView((view) => view.state.conversations);
  const ready = useView((view) => session.shops.some((one) => one.code in view.state.feeds));
  const rows = useMemo(
    () => wantedRows(conversations.values(), { tab, me, shop, query, filter, sort }),
    [conversations, tab, me, shop, query, filter, sort],
  );
  const numbers = useMemo(() => counts(conversations.values(), me, shop), [conversations, me, shop]);
  const older = useOlder();

  return (
    <section className={styles.column} aria-label={t.list.label} data-testid="conversation-list">
      <h1 className="sr-only">{t.app.desk}</h1>
      <div className={styles.head}>
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          suffix={<kbd className={styles.kbd}>Ctrl K</kbd>}
          placeholder={t.list.search}
          aria-label={t.list.search}
          value={query}
          onChange={(event) => setUi({ query: event.target.value })}
          data-testid="list-search"
        />
        {session.shops.length > 1 ? (
          <div className={styles.shops}>
            <ShopPick />
          </div>
        ) : null}
        <ListTabs tab={tab} counts={numbers} />
        <FilterBar />
      </div>
      {ready ? null : <Loading rows={8} />}
      {ready && rows.length ? <Rows ids={rows.map((row) => row.id)} selected={selected} label={t.list[tab]} /> : null}
      {ready && !rows.length ? <Nothing tab={tab} searched={query.trim() !== "" || filtering(filter)} /> : null}
      {chosen ? <Batch rows={rows} chosen={chosen} /> : null}
      {ready && query.trim() !== "" ? (
        <div className={styles.older}>
          <Button size="small" type="link" loading={older.busy} onClick={() => older.search(query.trim(), shop)}>
            {t.list.searchClosed}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** One tag closes chats of one shop: that of the first chosen, or of the first in the list. */
function Batch({ rows, chosen }: { rows: readonly Conversation[]; chosen: ReadonlySet<number> }) {
  const open = rows.filter((row) => row.state !== "closed");
  const shop = (open.find((row) => chosen.has(row.id)) ?? open[0])?.shop ?? "";
  return <BatchBar shop={shop} all={open.filter((row) => row.shop === shop).map((row) => row.id)} chosen={chosen} />;
}

function Rows({ ids, selected, label }: { ids: number[]; selected: number | null; label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => MEASURES.row,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  return (
    <div className={styles.rows} ref={scroller}>
      <ul className={styles.all} aria-label={label} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <li
            key={item.key}
            className={styles.place}
            style={{ transform: `translateY(${item.start}px)` }}
            aria-setsize={ids.length}
            aria-posinset={item.index + 1}
          >
            <Row id={ids[item.index] ?? 0} selected={ids[item.index] === selected} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Nothing({ tab, searched }: { tab: Tab; searched: boolean }) {
  const t = useText();
  if (searched) return <Blank title={t.list.noMatch} hint={t.list.noMatchHint} />;
  if (tab === "mine") return <Blank title={t.list.emptyMine} hint={t.list.emptyMineHint} />;
  if (tab === "queue") return <Blank title={t.list.emptyQueue} hint={t.list.emptyQueueHint} />;
  return <Blank title={t.list.emptyAll} hint={t.list.emptyAllHint} />;
}
