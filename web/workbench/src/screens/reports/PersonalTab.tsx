import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useEffect, useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { mayWrite } from "../../store/use";
import page from "../page.module.css";
import { mayPublish } from "../quality/rights";
import { Labelled } from "../settings/Labelled";
import { Numbers } from "./Numbers";
import styles from "./reports.module.css";
import { type Kind, type Personal, useDraftReport, usePersonals, useReportActs } from "./useReports";

/** One's own report of today or this week, and those that were handed in. */
export function PersonalTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>("day");
  const draft = useDraftReport(shop.code, kind, mayWrite(shop));
  const handed = usePersonals(shop.code, kind);
  return (
    <>
      <Segmented
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={[
          { value: "day", label: t.reports.kinds.day },
          { value: "week", label: t.reports.kinds.week },
        ]}
      />
      {draft.isError ? <Failed error={draft.error} onRetry={() => draft.refetch()} /> : null}
      {mayWrite(shop) && draft.isPending ? <Loading rows={5} /> : null}
      {draft.data ? <Mine key={`${draft.data.kind}${draft.data.version}`} shop={shop} draft={draft.data} /> : null}
      <section>
        <h2 className={page.sectionTitle}>{t.reports.handed}</h2>
        {handed.isError ? <Failed error={handed.error} onRetry={() => handed.refetch()} /> : null}
        {handed.data && !handed.data.length ? <p className={styles.quiet}>{t.reports.noHanded}</p> : null}
        <ul className={styles.list}>
          {handed.data?.map((one) => (
            <One key={one.id} shop={shop} one={one} />
          ))}
        </ul>
      </section>
    </>
  );
}

type Field = "problem" | "cause" | "correction";
const FIELDS: readonly Field[] = ["problem", "cause", "correction"];

function Mine({ shop, draft }: { shop: Shop; draft: Personal }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { handIn } = useReportActs(shop.code);
  const [own, setOwn] = useState({ problem: draft.problem, cause: draft.cause, correction: draft.correction });
  const [kept, setKept] = useState<boolean | null>(draft.kept);
  useEffect(() => setKept(draft.kept), [draft.kept]);
  const send = () =>
    handIn.mutate(
      { kind: draft.kind, day: draft.day, ...own, kept, version: draft.version },
      {
        onSuccess: () => void message.success(t.reports.handedIn),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <section className={styles.card}>
      <h2 className={page.sectionTitle}>{`${t.reports.mine} · ${draft.day}`}</h2>
      <Numbers numbers={draft.numbers} />
      {draft.carried ? (
        <div className={styles.bar}>
          <span>{t.reports.carried}</span>
          <strong>{draft.carried}</strong>
          <Segmented
            value={kept === null ? "" : kept ? "yes" : "no"}
            onChange={(value) => setKept(value === "yes")}
            options={[
              { value: "yes", label: t.reports.kept.yes },
              { value: "no", label: t.reports.kept.no },
            ]}
          />
        </div>
      ) : null}
      {FIELDS.map((field) => (
        <Labelled key={field} id={`own-${field}`} label={t.reports[field]}>
          <Input.TextArea
            id={`own-${field}`}
            value={own[field]}
            onChange={(e) => setOwn({ ...own, [field]: e.target.value })}
            maxLength={5000}
            autoSize={{ minRows: 1 }}
          />
        </Labelled>
      ))}
      <div className={styles.bar}>
        <Button type="primary" onClick={send} loading={handIn.isPending} data-testid="hand-in">
          {t.reports.handIn}
        </Button>
      </div>
    </section>
  );
}

function One({ shop, one }: { shop: Shop; one: Personal }) {
  const t = useText();
  const language = useLanguage();
  const { message } = AntApp.useApp();
  const { comment } = useReportActs(shop.code);
  const [text, setText] = useState("");
  const send = () =>
    comment.mutate(
      { id: one.id ?? 0, text },
      {
        onSuccess: () => {
          setText("");
          void message.success(t.reports.commented);
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <li className={styles.card}>
      <div className={styles.bar}>
        <strong>{one.staff}</strong>
        <span>{one.day}</span>
        <span className={styles.gap} />
        <Button
          size="small"
          href={`/api/shops/${shop.code}/reports/personal/${one.id}/pdf?language=${language}`}
          data-testid="personal-pdf"
        >
          {t.reports.pdf}
        </Button>
      </div>
      <Numbers numbers={one.numbers} />
      {one.carried ? (
        <p className={styles.words}>
          {t.reports.carried}：{one.carried}{" "}
          {one.kept === null ? null : (
            <State tone={one.kept ? "good" : "waiting"}>{one.kept ? t.reports.kept.yes : t.reports.kept.no}</State>
          )}
        </p>
      ) : null}
      {FIELDS.map((field) =>
        one[field] ? (
          <p key={field} className={styles.words}>
            <span className={styles.quiet}>{t.reports[field]}</span> {one[field]}
          </p>
        ) : null,
      )}
      {one.comment ? <p className={styles.answer}>{`${one.comment_by ?? ""}：${one.comment}`}</p> : null}
      {mayPublish(shop.role) ? (
        <div className={styles.bar}>
          <Input
            value={text}
            onChange={(e) => setText(e.target.value)}
            onPressEnter={(e) => !e.nativeEvent.isComposing && text.trim() && send()}
            placeholder={t.reports.comment}
            aria-label={t.reports.comment}
            maxLength={2000}
            className={styles.grow ?? ""}
          />
          <Button onClick={send} disabled={!text.trim()} loading={comment.isPending}>
            {t.reports.comment}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
