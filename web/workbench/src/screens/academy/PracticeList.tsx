import { Link, useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table from "antd/es/table";
import { sentence, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { PracticeRow } from "../../protocol/types";
import { useHold } from "../../store/use";
import { useAcademyActs, usePractices } from "./useAcademy";

/** Practices, newest first, each with the way on. */
export function PracticeList({ shop, everybody }: { shop: string; everybody: boolean }) {
  const t = useText();
  const english = useLanguage() === "en";
  const rows = usePractices(shop, everybody);
  const { session } = useHold();
  const zone = session.shops.find((one) => one.code === shop)?.timezone;
  if (rows.isPending) return <Loading rows={6} />;
  if (rows.isError) return <Failed error={rows.error} onRetry={() => rows.refetch()} />;
  if (!rows.data.length) return <Blank title={t.academy.none} hint={t.academy.noneHint} />;
  return (
    <Table<PracticeRow>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={rows.data}
      scroll={{ x: true }}
      columns={[
        ...(everybody ? [{ title: t.academy.who, render: (_: unknown, row: PracticeRow) => row.staff.name }] : []),
        {
          title: t.academy.scenario,
          render: (_, row) => (
            <>
              {english ? row.title_en : row.title} {row.mystery ? <State>{t.academy.mystery}</State> : null}
            </>
          ),
        },
        {
          title: t.academy.result,
          render: (_, row) => <Result row={row} />,
        },
        { title: t.academy.score, align: "right", render: (_, row) => row.score ?? t.academy.noData },
        { title: t.academy.turns, dataIndex: "turns", align: "right" },
        {
          title: t.academy.at,
          render: (_, row) => <When at={row.started_at ?? row.made_at} zone={zone} form="long" />,
        },
        { title: "", render: (_, row) => <Way shop={shop} row={row} own={row.staff.id === session.staff.id} /> },
      ]}
    />
  );
}

function Result({ row }: { row: PracticeRow }) {
  const t = useText();
  if (row.state === "waiting")
    return <State tone="waiting">{row.sent ? t.academy.assigned : t.academy.state.waiting}</State>;
  if (row.state === "open") return <State tone="accent">{t.academy.state.open}</State>;
  return (
    <State tone={row.passed ? "good" : "urgent"}>
      {`${row.passed ? t.academy.passed : t.academy.failed} · ${t.academy.decision[row.decision]}`}
    </State>
  );
}

function Way({ shop, row, own }: { shop: string; row: PracticeRow; own: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const acts = useAcademyActs(shop);
  const begin = async () => {
    try {
      const begun = await acts.begin.mutateAsync(row.id);
      if (begun.practice.conversation) navigate({ to: "/c/$id", params: { id: String(begun.practice.conversation) } });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  if (row.state === "waiting") return own ? <Button onClick={begin}>{t.academy.start}</Button> : null;
  if (row.state === "open")
    return row.conversation ? (
      <Link to="/c/$id" params={{ id: String(row.conversation) }}>
        {t.academy.open}
      </Link>
    ) : null;
  return (
    <Link to="/academy/$shop/$id" params={{ shop, id: String(row.id) }} data-testid="academy-review-link">
      {t.academy.review}
    </Link>
  );
}
