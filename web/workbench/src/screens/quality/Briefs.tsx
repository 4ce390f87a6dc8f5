import { Link } from "@tanstack/react-router";
import Table from "antd/es/table";
import { comma, type Texts, useText } from "../../i18n";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import styles from "./quality.module.css";
import type { Brief } from "./useQuality";

export const kindName = (t: Texts, kind: string): string => t.quality.kinds[kind] ?? kind;
const TONES: Record<string, Tone> = { good: "good", middling: "waiting", bad: "urgent" };
const SHOWN = 3;

interface Props {
  shop: Shop;
  rows: readonly Brief[];
  /** Said before the shopper's name, e.g. why it was drawn. */
  mark?(row: Brief): string;
}

/** Judged chats, a line each; automatic and human scores in columns of their own. */
export function Briefs({ shop, rows, mark }: Props) {
  const t = useText();
  return (
    <Table<Brief>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={rows as Brief[]}
      scroll={{ x: "max-content" }}
      columns={[
        {
          title: t.quality.shopper,
          render: (_, row) => (
            <span className={styles.name}>
              {mark ? <State tone="accent">{mark(row)}</State> : null}
              <Link
                to="/quality/$shop/$id"
                params={{ shop: shop.code, id: String(row.id) }}
                data-testid="inspected-row"
              >
                {row.shopper}
              </Link>
            </span>
          ),
        },
        { title: t.quality.agents, render: (_, row) => row.agents.join(comma()) || t.quality.robotOnly },
        { title: t.quality.ended, render: (_, row) => <When at={row.closed_at} zone={shop.timezone} form="long" /> },
        { title: t.quality.auto, align: "right", render: (_, row) => <Verdict row={row} /> },
        { title: t.quality.human, align: "right", render: (_, row) => row.human_score ?? t.common.none },
        { title: t.quality.stars, align: "right", render: (_, row) => row.stars ?? t.common.none },
        { title: t.quality.found, render: (_, row) => <Kinds row={row} /> },
      ]}
    />
  );
}

function Verdict({ row }: { row: Brief }) {
  const t = useText();
  if (row.failed) return <State tone="waiting">{t.quality.failed}</State>;
  if (row.score === null) return t.common.none;
  return (
    <span className={styles.verdict}>
      {row.score}
      {row.quality ? <State tone={TONES[row.quality] ?? "plain"}>{t.quality.quality[row.quality]}</State> : null}
    </span>
  );
}

function Kinds({ row }: { row: Brief }) {
  const t = useText();
  const rest = row.kinds.length - SHOWN;
  return (
    <span className={styles.kinds}>
      {row.fatal ? <State tone="urgent">{t.quality.fatal}</State> : null}
      {row.kinds.slice(0, SHOWN).map((kind) => (
        <State key={kind}>{kindName(t, kind)}</State>
      ))}
      {rest > 0 ? <span className={styles.quiet}>+{rest}</span> : null}
    </span>
  );
}
