import { Link } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Collapse from "antd/es/collapse";
import { useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { mayWrite } from "../../store/use";
import page from "../page.module.css";
import { plusDays, today } from "../shifts/days";
import { Days } from "./Days";
import styles from "./reports.module.css";
import { type ProductVoice, type Span, useNoteTask, useVoice, type VoiceItem, voiceBook } from "./useReports";

const TONES: Record<VoiceItem["kind"], Tone> = { fault: "urgent", wish: "accent", doubt: "waiting", loss: "plain" };

/** What shoppers say of goods, for the buyer, the factory and the pages' owner. */
export function VoiceTab({ shop }: { shop: Shop }) {
  const t = useText();
  const language = useLanguage();
  const [span, setSpan] = useState<Span>(() => ({
    day: plusDays(today(shop.timezone), -6),
    until: today(shop.timezone),
  }));
  const found = useVoice(shop.code, span);
  return (
    <>
      <div className={styles.bar}>
        <Days zone={shop.timezone} span={span} onSpan={setSpan} />
        {found.data?.products.length ? (
          <Button href={voiceBook(shop.code, span, language)} data-testid="voice-xlsx">
            {t.reports.xlsx}
          </Button>
        ) : null}
      </div>
      <p className={styles.quiet}>{t.reports.voiceHint}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.products.length ? <Blank title={t.reports.voiceEmpty} /> : null}
      {found.data?.products.length ? (
        <Collapse
          defaultActiveKey={found.data.products.slice(0, 1).map((one) => one.product)}
          items={found.data.products.map((one) => ({
            key: one.product,
            label: (
              <span className={styles.bar}>
                <strong>{one.name || one.product || t.reports.noProduct}</strong>
                <span className={styles.quiet}>{`${one.count} · ${t.reports.before(String(one.before))}`}</span>
              </span>
            ),
            children: <Of shop={shop} one={one} />,
          }))}
        />
      ) : null}
    </>
  );
}

function Of({ shop, one }: { shop: Shop; one: ProductVoice }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const note = useNoteTask(shop.code);
  const reason = (code: string) => (t.cases.reasons as Record<string, string>)[code] ?? code;
  const write = (text: string) =>
    note.mutate(text, {
      onSuccess: () => void message.success(t.reports.noted),
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <div className={styles.stack}>
      {one.items.map((item) => (
        <section key={`${item.kind}${item.aspect}`}>
          <div className={styles.bar}>
            <State tone={TONES[item.kind]}>{t.reports.voiceKinds[item.kind]}</State>
            <strong>{item.aspect}</strong>
            <span
              className={styles.quiet}
            >{`${t.reports.times(item.count)} · ${t.reports.before(String(item.before))}`}</span>
            <span className={styles.gap} />
            {mayWrite(shop) ? (
              <Button
                size="small"
                onClick={() =>
                  write(
                    `${one.name || one.product || t.reports.noProduct}：${t.reports.voiceKinds[item.kind]} · ${item.aspect} · ${t.reports.times(item.count)}`,
                  )
                }
              >
                {t.reports.noteTask}
              </Button>
            ) : null}
          </div>
          <ul className={styles.quotes}>
            {item.quotes.map((quote) => (
              <li key={`${quote.conversation}:${quote.seq}`}>
                <Link
                  to="/c/$id"
                  params={{ id: String(quote.conversation) }}
                  search={{ at: quote.seq }}
                  className={styles.quote ?? ""}
                >
                  {quote.text}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {one.cases.length ? (
        <p className={styles.states}>
          {t.reports.refunds}
          {one.cases.map((c) => (
            <State key={c.reason}>{`${reason(c.reason)} ${c.count}`}</State>
          ))}
        </p>
      ) : null}
      {one.questions.length ? (
        <section>
          <h3 className={page.sectionTitle}>{t.reports.pageSilent}</h3>
          <ul className={styles.lines}>
            {one.questions.map((q) => (
              <li key={q.question}>
                {q.question}
                <span className={styles.quiet}>{t.reports.times(q.count)}</span>
                {mayWrite(shop) ? (
                  <Button size="small" onClick={() => write(t.reports.pageTask(one.name || one.product, q.question))}>
                    {t.reports.noteTask}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
