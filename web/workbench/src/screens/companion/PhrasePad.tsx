import AntApp from "antd/es/app";
import Input from "antd/es/input";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { http } from "../../protocol/api";
import type { Phrase } from "../../protocol/types";
import { useLivePhrases } from "../../store/queries";
import { matchPhrases } from "../desk/composer/match";
import styles from "./companion.module.css";
import { copyText } from "./copying";

const MOST = 50;

/** Phrases by code, pinyin or words; a press copies, Enter copies the first. */
export function PhrasePad({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [query, setQuery] = useState("");
  const phrases = useLivePhrases(shop);
  if (phrases.isPending) return <Loading rows={6} />;
  if (phrases.isError) return <Failed error={phrases.error} onRetry={() => phrases.refetch()} />;
  const found = matchPhrases(phrases.data, query, MOST);
  const copy = async (phrase: Phrase | undefined) => {
    if (!phrase || !(await copyText(phrase.text))) return;
    void http.POST("/api/shops/{shop}/phrases/{phrase_id}/use", { params: { path: { shop, phrase_id: phrase.id } } });
    message.success(t.companion.copied);
  };
  return (
    <div className={styles.body}>
      <Input
        allowClear
        value={query}
        placeholder={t.phrases.search}
        aria-label={t.phrases.search}
        onChange={(event) => setQuery(event.target.value)}
        onPressEnter={(event) => event.nativeEvent.isComposing || void copy(found[0])}
        data-testid="companion-phrases"
      />
      {found.length ? null : <Blank title={t.phrases.none} hint={t.phrases.noneHint} />}
      {found.map((phrase) => (
        <button key={phrase.id} type="button" className={styles.again} onClick={() => copy(phrase)}>
          {phrase.code ? <kbd className={styles.code}>/{phrase.code}</kbd> : null} {phrase.text}
        </button>
      ))}
    </div>
  );
}
