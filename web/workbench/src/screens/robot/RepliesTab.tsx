import { useMutation, useQueryClient } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Select from "antd/es/select";
import { useState } from "react";
import { intentName, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { body, http } from "../../protocol/api";
import type { ReplyWords } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { ReplyCard } from "./ReplyCard";
import type { TabProps } from "./Robot";
import { kept, type Wordings } from "./replies";
import styles from "./robot.module.css";
import { useReplies } from "./useRobot";

/** The robot's wording: standing sentences in the shop's own words, lines added to answers of a kind. */
export function RepliesTab({ shop, leads }: TabProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const settings = useSettings(shop);
  const replies = useReplies(shop, settings.data?.version);
  const [draft, setDraft] = useState<Wordings | null>(null);
  const save = useMutation({
    mutationFn: (wordings: Wordings) =>
      body(
        http.PATCH("/api/shops/{shop}/settings", {
          params: { path: { shop } },
          body: { replies: kept(wordings), version: settings.data?.version ?? null },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(["settings", "replies"].map((key) => queries.invalidateQueries({ queryKey: [key, shop] })));
      setDraft(null);
      message.success(t.common.saved);
    },
    onError: (error) => {
      message.error(sentence(t, error)); // not awaited: the button is free again before the note is gone
    },
  });
  if (settings.isPending || replies.isPending) return <Loading rows={8} />;
  if (settings.isError) return <Failed error={settings.error} onRetry={() => settings.refetch()} />;
  if (replies.isError) return <Failed error={replies.error} onRetry={() => replies.refetch()} />;
  const wordings = draft ?? settings.data.replies;
  const set = (key: string, texts: string[]) => setDraft({ ...wordings, [key]: texts });
  const standing = replies.data.replies.filter((one) => one.standing);
  const added = replies.data.replies.filter((one) => !one.standing);
  const shown = added.filter((one) => wordings[one.key]?.length || one.folder.length);
  const card = (one: ReplyWords) => (
    <ReplyCard
      key={one.key}
      shop={shop}
      words={one}
      name={one.standing ? (t.robot.replies.names[one.key] ?? one.key) : intentName(t, one.key)}
      texts={wordings[one.key] ?? []}
      most={replies.data.most}
      longest={replies.data.longest}
      disabled={!leads}
      onChange={(texts) => set(one.key, texts)}
    />
  );
  return (
    <div className={`${styles.list} ${styles.tab}`}>
      {leads ? null : <p className={styles.quiet}>{t.robot.replies.frozen}</p>}
      <section className={styles.card} data-testid="replies-standing">
        <strong>{t.robot.replies.standing}</strong>
        <p className={styles.quiet}>{t.robot.replies.standingHint}</p>
        {standing.map(card)}
      </section>
      <section className={styles.card} data-testid="replies-added">
        <p className={styles.line}>
          <strong className={styles.grow}>{t.robot.replies.added}</strong>
          {leads ? (
            <Select
              className={styles.pick ?? ""}
              placeholder={t.robot.replies.intent}
              aria-label={t.robot.replies.intent}
              value={null}
              showSearch={{ optionFilterProp: "label" }}
              options={added
                .filter((one) => !shown.includes(one))
                .map(({ key }) => ({ value: key, label: intentName(t, key) }))}
              onChange={(key: string | null) => key && set(key, [""])}
            />
          ) : null}
        </p>
        <p className={styles.quiet}>{t.robot.replies.addedHint}</p>
        {shown.length ? shown.map(card) : <p className={styles.quiet}>{t.robot.replies.none}</p>}
      </section>
      {draft ? (
        <p className={`${styles.line} ${styles.saving}`}>
          <span className={styles.grow}>{t.settings.unsaved}</span>
          <Button onClick={() => setDraft(null)}>{t.settings.discard}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(draft)} data-testid="replies-save">
            {t.common.save}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
