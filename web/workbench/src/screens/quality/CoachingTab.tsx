import { Link } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { kindName } from "./Briefs";
import styles from "./quality.module.css";
import { mayPublish } from "./rights";
import { type Pattern, useCoaching, useQualityActs } from "./useQuality";

/** What repeats: worth a talk, never a fine. */
export function CoachingTab({ shop }: { shop: Shop }) {
  const t = useText();
  const found = useCoaching(shop.code);
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  return (
    <>
      <p className={styles.quiet}>{t.quality.coachingHint}</p>
      {found.data.length ? <Patterns shop={shop} patterns={found.data} /> : <Blank title={t.quality.noCoaching} />}
    </>
  );
}

export function Patterns({ shop, patterns }: { shop: Shop; patterns: readonly Pattern[] }) {
  const t = useText();
  const [talk, setTalk] = useState<Pattern | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {patterns.map((one) => (
          <li key={`${one.staff_id}:${one.kind}`} className={styles.card}>
            <div className={styles.bar}>
              <strong>{one.staff}</strong>
              <State tone={one.fatal ? "urgent" : "waiting"}>{kindName(t, one.kind)}</State>
              <span className={styles.quiet}>{t.quality.inChats(one.chats)}</span>
              <span className={styles.gap} />
              {mayPublish(shop.role) ? (
                <Button size="small" onClick={() => setTalk(one)} data-testid="coach">
                  {t.quality.coach}
                </Button>
              ) : null}
            </div>
            <div className={styles.kinds}>
              {one.inspections.map((id) => (
                <Link key={id} to="/quality/$shop/$id" params={{ shop: shop.code, id: String(id) }}>
                  #{id}
                </Link>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {talk ? <Talk shop={shop} about={talk} onClose={() => setTalk(null)} /> : null}
    </>
  );
}

function Talk({ shop, about, onClose }: { shop: Shop; about: Pattern; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { coach } = useQualityActs(shop.code);
  const [text, setText] = useState(`${kindName(t, about.kind)} · ${t.quality.inChats(about.chats)}`);
  const save = () =>
    coach.mutate(
      { staff_id: about.staff_id, kind: about.kind, text },
      {
        onSuccess: ({ task }) => {
          void message.success(task === null ? t.quality.coachedBefore : t.quality.coached);
          onClose();
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <Modal
      open
      title={`${t.quality.coachTitle} · ${about.staff}`}
      onCancel={onClose}
      onOk={save}
      okText={t.quality.coach}
      cancelText={t.common.cancel}
      confirmLoading={coach.isPending}
      okButtonProps={{ disabled: !text.trim() }}
    >
      <Input.TextArea
        value={text}
        onChange={(e) => setText(e.target.value)}
        aria-label={t.quality.coachTitle}
        maxLength={500}
        autoSize={{ minRows: 3 }}
      />
    </Modal>
  );
}
