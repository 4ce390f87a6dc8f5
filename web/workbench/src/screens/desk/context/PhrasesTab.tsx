import { Link, useNavigate } from "@tanstack/react-router";
import Button from "antd/es/button";
import Collapse from "antd/es/collapse";
import Input from "antd/es/input";
import { useState } from "react";
import { tellComposer } from "../../../app/ui";
import { useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import { useNarrow } from "../../../parts/useNarrow";
import type { Conversation, Phrase } from "../../../protocol/types";
import { useLivePhrases } from "../../../store/queries";
import { mayWrite, useShop } from "../../../store/use";
import { matchPhrases } from "../composer/match";
import styles from "./context.module.css";

const MOST = 200;

/** One's own first, then the team's groups in the shop's order. */
function byGroup(phrases: readonly Phrase[], mine: string): [string, Phrase[]][] {
  const groups = new Map<string, Phrase[]>();
  for (const personal of [true, false]) {
    for (const phrase of phrases) {
      if (phrase.personal !== personal) continue;
      const group = personal ? mine : phrase.group;
      const held = groups.get(group);
      if (held) held.push(phrase);
      else groups.set(group, [phrase]);
    }
  }
  return [...groups];
}

export function PhrasesTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const phrases = useLivePhrases(conversation.shop);
  const writes = mayWrite(useShop(conversation.shop));
  const insert = (phrase: Phrase) => {
    tellComposer({ do: "phrase", phrase });
    if (narrow) void navigate({ to: "/c/$id", params: { id: String(conversation.id) }, replace: true });
  };
  if (phrases.isPending) return <Loading rows={8} />;
  if (phrases.isError) return <Failed error={phrases.error} onRetry={() => phrases.refetch()} />;
  if (!phrases.data.length) {
    return (
      <Blank title={t.context.noPhrases} hint={t.context.noPhrasesHint}>
        <Link to="/phrases">{t.phrases.manage}</Link>
      </Blank>
    );
  }
  const groups = byGroup(query.trim() ? matchPhrases(phrases.data, query, MOST) : phrases.data, t.phrases.mine);
  const items = groups.map(([group, list]) => ({
    key: group,
    label: `${group || t.common.none} ${list.length}`,
    children: <List phrases={list} onInsert={writes ? insert : null} />,
  }));
  return (
    <div className={styles.body} data-testid="phrases-tab">
      <Input
        allowClear
        value={query}
        placeholder={t.context.searchPhrase}
        aria-label={t.context.searchPhrase}
        onChange={(event) => setQuery(event.target.value)}
      />
      {groups.length ? null : <Blank title={t.composer.noPhrases} />}
      <Collapse
        ghost
        size="small"
        className={styles.fold ?? ""}
        key={query.trim() ? "found" : "all"}
        defaultActiveKey={query.trim() ? groups.map(([group]) => group) : [groups[0]?.[0] ?? ""]}
        items={items}
      />
      <Link to="/phrases" className={styles.quiet ?? ""}>
        {t.phrases.manage}
      </Link>
    </div>
  );
}

function List({ phrases, onInsert }: { phrases: readonly Phrase[]; onInsert: ((phrase: Phrase) => void) | null }) {
  const t = useText();
  return (
    <ul className={styles.phrases}>
      {phrases.map((phrase) => (
        <li key={phrase.id}>
          <span className={styles.phraseText}>
            {phrase.code ? <kbd className={styles.code}>/{phrase.code}</kbd> : null} {phrase.text}
          </span>
          {onInsert ? (
            <Button size="small" type="link" onClick={() => onInsert(phrase)} data-testid="phrase-insert">
              {t.context.insert}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
