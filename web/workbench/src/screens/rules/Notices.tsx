import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Popconfirm from "antd/es/popconfirm";
import Radio from "antd/es/radio";
import { useState } from "react";
import { comma, sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Notice } from "../../protocol/types";
import page from "../page.module.css";
import { NoticeForm } from "./NoticeForm";
import type { RoomProps } from "./Rules";
import styles from "./rules.module.css";
import { type RuleActs, useNotices, useRuleActs } from "./useRules";

/** Notices to read and confirm; leads publish and see who has read. */
export function Notices({ shop, leads, zone }: RoomProps) {
  const t = useText();
  const [writing, setWriting] = useState(false);
  const notices = useNotices(shop);
  const acts = useRuleActs(shop);
  const all = notices.data?.notices ?? [];
  return (
    <>
      <p className={page.lead}>{t.rules.notices.hint}</p>
      {leads ? (
        <div className={styles.bar}>
          <Button type="primary" onClick={() => setWriting(true)} data-testid="notice-new">
            {t.rules.notices.publish}
          </Button>
        </div>
      ) : null}
      {notices.isPending ? <Loading rows={6} /> : null}
      {notices.isError ? <Failed error={notices.error} onRetry={() => notices.refetch()} /> : null}
      {notices.data && !all.length ? <Blank title={t.rules.notices.empty} hint={t.rules.notices.emptyHint} /> : null}
      <ul className={styles.list}>
        {all.map((one) => (
          <Card key={one.id} notice={one} leads={leads} zone={zone} acts={acts} />
        ))}
      </ul>
      {writing ? <NoticeForm shop={shop} onDone={() => setWriting(false)} /> : null}
    </>
  );
}

interface CardProps {
  notice: Notice;
  leads: boolean;
  zone: string | undefined;
  acts: RuleActs;
}

function Card({ notice, leads, zone, acts }: CardProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [answer, setAnswer] = useState<number | null>(null);
  const confirm = async () => {
    if (notice.question && answer === null) return void message.info(t.rules.notices.answerFirst);
    try {
      if (!(await acts.confirm(notice.id, answer))) message.warning(t.rules.notices.wrong);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const withdraw = () => acts.withdraw(notice.id).catch((error: unknown) => void message.error(sentence(t, error)));
  return (
    <li className={styles.rule} data-testid="notice">
      <div className={styles.head}>
        <State tone="accent">{t.rules.notices.topics[notice.topic]}</State>
        <strong className={styles.said}>{notice.title}</strong>
        <span className={styles.states}>
          <State tone={notice.read_at ? "good" : "urgent"}>
            {notice.read_at ? t.rules.notices.read : t.rules.notices.unread}
          </State>
          {leads ? (
            <Popconfirm
              title={t.rules.notices.withdrawAsk}
              okText={t.rules.notices.withdraw}
              cancelText={t.common.cancel}
              onConfirm={withdraw}
            >
              <Button size="small" type="link" danger>
                {t.rules.notices.withdraw}
              </Button>
            </Popconfirm>
          ) : null}
        </span>
      </div>
      <p className={styles.body}>{notice.body}</p>
      {notice.question && !notice.read_at ? (
        <div className={styles.quiz}>
          <p className={styles.line}>{notice.question}</p>
          <Radio.Group
            value={answer}
            onChange={(event) => setAnswer(event.target.value as number)}
            options={notice.options.map((label, value) => ({ label, value }))}
          />
        </div>
      ) : null}
      <p className={styles.meta}>
        {notice.by} · <When at={notice.at} zone={zone} form="long" />
      </p>
      {notice.receipts ? (
        <p className={styles.meta} data-testid="notice-receipts">
          {t.rules.notices.receipts(notice.receipts.length)} ·{" "}
          {notice.missing?.length ? t.rules.notices.missing(notice.missing.join(comma())) : t.rules.notices.everybody}
        </p>
      ) : null}
      {notice.read_at ? null : (
        <Button onClick={() => void confirm()} data-testid="notice-confirm">
          {t.rules.notices.confirm}
        </Button>
      )}
    </li>
  );
}
