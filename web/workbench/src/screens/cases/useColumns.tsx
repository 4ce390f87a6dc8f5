import Button from "antd/es/button";
import type { ColumnsType } from "antd/es/table";
import { useText } from "../../i18n";
import { Money } from "../../parts/Money";
import { State } from "../../parts/State";
import { useNow } from "../../parts/useNow";
import { When } from "../../parts/When";
import styles from "./cases.module.css";
import { caseTone, nameIn } from "./tone";
import type { Case } from "./useCases";

/** The board's columns. */
export function useColumns(zone: string | undefined): ColumnsType<Case> {
  const t = useText();
  const now = useNow();
  return [
    {
      title: <span className={styles.one}>{t.cases.title}</span>,
      dataIndex: "number",
      render: (number: string, one) => (
        <Button type="link" size="small" className={styles.number ?? ""} data-testid="case-row" data-case={one.number}>
          {number}
        </Button>
      ),
    },
    { title: t.cases.kind, dataIndex: "kind", render: (kind: string) => nameIn(t.cases.kinds, kind) },
    {
      title: t.cases.state,
      dataIndex: "state",
      render: (state: string, one) => <State tone={caseTone(one, now)}>{nameIn(t.cases.states, state)}</State>,
    },
    {
      title: t.cases.due,
      dataIndex: "due_at",
      render: (at: string | null) => (
        <span className={styles.one}>{at ? <When at={at} zone={zone} form="long" /> : t.common.none}</span>
      ),
    },
    { title: t.cases.buyer, dataIndex: "nick", render: (nick: string) => <span className={styles.one}>{nick}</span> },
    { title: t.cases.order, dataIndex: "order" },
    { title: t.cases.reason, dataIndex: "reason", render: (reason: string) => nameIn(t.cases.reasons, reason) },
    {
      title: t.cases.amount,
      dataIndex: "agreed",
      align: "right",
      render: (agreed: string | null, one) => <Money value={one.refunded ?? agreed ?? one.asked} />,
    },
    { title: t.cases.owner, dataIndex: "owner", render: (_, one) => one.owner?.name ?? t.cases.nobody },
  ];
}
