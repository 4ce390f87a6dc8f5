import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Collapse from "antd/es/collapse";
import Input from "antd/es/input";
import Table from "antd/es/table";
import { useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import { ApiError } from "../../protocol/api";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { today } from "../shifts/days";
import { BonusPlan } from "./BonusPlan";
import { Disputes } from "./Disputes";
import styles from "./reports.module.css";
import { type BonusLine, type BonusPerson, useBonus, useBonusActs } from "./useBonus";

/** A month's bonus: every yuan with its order; frozen once by the owner, disputed by line. */
export function BonusTab({ shop }: { shop: Shop }) {
  const t = useText();
  const language = useLanguage();
  const { message, modal } = AntApp.useApp();
  const me = useHold().session.staff.id;
  const [month, setMonth] = useState(() => today(shop.timezone).slice(0, 7));
  const sheet = useBonus(shop.code, month);
  const acts = useBonusActs(shop.code);
  const owner = shop.role === "owner";
  const noFormula = sheet.error instanceof ApiError && sheet.error.code === "no_formula";
  const said = (text: string) => ({
    onSuccess: () => void message.success(text),
    onError: (error: unknown) => void message.error(sentence(t, error)),
  });
  const freeze = () =>
    modal.confirm({
      title: t.reports.freezeAsk(month),
      okText: t.reports.freeze,
      cancelText: t.common.cancel,
      onOk: () => acts.freeze.mutate(month, said(t.reports.frozen)),
    });
  return (
    <>
      <p className={styles.quiet}>{t.reports.bonusHint}</p>
      <div className={styles.bar}>
        <Input
          type="month"
          value={month}
          onChange={(e) => e.target.value && setMonth(e.target.value)}
          aria-label={t.reports.month}
          className={styles.date ?? ""}
        />
        {sheet.data?.frozen ? <State tone="good">{t.reports.frozen}</State> : null}
        <span className={styles.gap} />
        {sheet.data?.people.length ? (
          <Button
            href={`/api/shops/${shop.code}/bonus/pdf?month=${month}&language=${language}`}
            data-testid="bonus-pdf"
          >
            {t.reports.pdf}
          </Button>
        ) : null}
        {owner && sheet.data && !sheet.data.frozen ? (
          <Button onClick={freeze} loading={acts.freeze.isPending}>
            {t.reports.freeze}
          </Button>
        ) : null}
      </div>
      <BonusPlan shop={shop} />
      {sheet.isPending ? <Loading rows={5} /> : null}
      {sheet.isError && noFormula ? (
        <Blank title={t.reports.noFormula} hint={owner ? t.reports.noFormulaOwner : t.reports.noFormulaOther} />
      ) : null}
      {sheet.isError && !noFormula ? <Failed error={sheet.error} onRetry={() => sheet.refetch()} /> : null}
      {sheet.data && !sheet.data.people.length ? <Blank title={t.reports.noBonus} /> : null}
      {sheet.data?.people.length ? (
        <Collapse
          items={sheet.data.people.map((one) => ({
            key: one.staff_id,
            label: <Head one={one} />,
            children: <Lines shop={shop} month={month} one={one} mine={one.staff_id === me} />,
          }))}
        />
      ) : null}
      {sheet.data ? <Disputes shop={shop} month={month} disputes={sheet.data.disputes} /> : null}
    </>
  );
}

function Head({ one }: { one: BonusPerson }) {
  const t = useText();
  return (
    <span className={styles.bar}>
      <strong>{one.name}</strong>
      <span className={styles.quiet}>{t.reports.netOf(one.net, one.pct)}</span>
      <span className={styles.gap} />
      <strong>¥{one.bonus}</strong>
    </span>
  );
}

function Lines({ shop, month, one, mine }: { shop: Shop; month: string; one: BonusPerson; mine: boolean }) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const { dispute } = useBonusActs(shop.code);
  const ask = (order: string) => {
    let text = "";
    modal.confirm({
      title: t.reports.disputeOf(order),
      content: (
        <Input.TextArea
          aria-label={t.reports.dispute}
          maxLength={1000}
          autoSize={{ minRows: 3 }}
          onChange={(e) => {
            text = e.target.value;
          }}
        />
      ),
      okText: t.reports.dispute,
      cancelText: t.common.cancel,
      onOk: () =>
        text.trim()
          ? dispute.mutate(
              { month, order, text },
              {
                onSuccess: () => void message.success(t.reports.disputed),
                onError: (error) => void message.error(sentence(t, error)),
              },
            )
          : undefined,
    });
  };
  return (
    <Table<BonusLine>
      size="small"
      rowKey={(line) => `${line.order}${line.kind}${line.at}`}
      pagination={one.lines.length > 50 ? { pageSize: 50 } : false}
      dataSource={one.lines}
      scroll={{ x: "max-content" }}
      columns={[
        { title: t.reports.order, dataIndex: "order" },
        {
          title: t.reports.lineKind,
          render: (_, line) => (
            <span className={styles.bar}>
              <State tone={line.kind === "refund" ? "urgent" : "plain"}>{t.reports.lineKinds[line.kind]}</State>
              {line.note}
            </span>
          ),
        },
        { title: t.reports.role, render: (_, line) => t.reports.roles[line.role] ?? t.common.none },
        { title: t.reports.day, render: (_, line) => <When at={line.at} zone={shop.timezone} form="long" /> },
        { title: t.reports.amount, align: "right", dataIndex: "amount" },
        { title: t.reports.share, align: "right", render: (_, line) => `${line.share_pct}%` },
        { title: t.reports.bonus, align: "right", dataIndex: "bonus" },
        ...(mine
          ? [
              {
                title: "",
                render: (_: unknown, line: BonusLine) => (
                  <Button size="small" type="link" onClick={() => ask(line.order)}>
                    {t.reports.dispute}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
