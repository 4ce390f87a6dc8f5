import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useDeferredValue, useState } from "react";
import { comma, type Texts, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import type { RulePage, RulePart } from "../../protocol/types";
import page from "../page.module.css";
import { Changes } from "./Changes";
import { kindName } from "./kinds";
import styles from "./rules.module.css";
import { useBook } from "./useRules";

const PARTS: readonly RulePart[] = ["wording", "after_sales", "promise", "state", "appeal"];
const SURE_TONES: Record<string, Tone> = { law: "accent", platform: "good", unsure: "waiting" };

/** Every rule, to read and to search. */
export function Book({ shop }: { shop: string }) {
  const t = useText();
  const [query, setQuery] = useState("");
  const [part, setPart] = useState<RulePart | "">("");
  const [changes, setChanges] = useState(false);
  const book = useBook(shop, useDeferredValue(query.trim()), part);
  return (
    <>
      <div className={styles.bar}>
        <Input
          allowClear
          className={styles.search ?? ""}
          value={query}
          placeholder={t.rules.search}
          aria-label={t.rules.search}
          maxLength={100}
          onChange={(event) => setQuery(event.target.value)}
          data-testid="rules-search"
        />
        <Segmented<RulePart | "">
          className={styles.tabs ?? ""}
          value={part}
          onChange={setPart}
          options={[
            { value: "", label: t.rules.allParts },
            ...PARTS.map((value) => ({ value, label: t.rules.parts[value] })),
          ]}
        />
        <Button onClick={() => setChanges(!changes)} aria-expanded={changes} data-testid="rule-changes-open">
          {changes ? t.rules.changes.close : t.rules.changes.open}
        </Button>
      </div>
      {changes ? <Changes shop={shop} /> : null}
      {book.isPending ? <Loading rows={12} /> : null}
      {book.isError ? <Failed error={book.error} onRetry={() => book.refetch()} /> : null}
      {book.data ? <p className={page.lead}>{t.rules.count(book.data.pages.length, book.data.total)}</p> : null}
      {book.data && !book.data.pages.length ? <Blank title={t.rules.none} hint={t.rules.noneHint} /> : null}
      <ul className={styles.list}>
        {book.data?.pages.map((one) => (
          <Rule key={`${one.part}/${one.id}/${one.kind}/${one.valid_from}`} rule={one} />
        ))}
      </ul>
    </>
  );
}

function Rule({ rule }: { rule: RulePage }) {
  const t = useText();
  const language = useLanguage();
  const said = language === "en" && rule.en ? rule.en : rule.zh;
  const dates = [
    rule.valid_from ? t.rules.since(rule.valid_from) : "",
    rule.valid_until ? t.rules.until(rule.valid_until) : "",
  ].filter(Boolean);
  return (
    <li className={styles.rule} data-testid="rule">
      <div className={styles.head}>
        <strong className={styles.said}>{said}</strong>
        {rule.value ? <span className={styles.value}>{rule.value}</span> : null}
        <span className={styles.states}>
          {rule.level ? (
            <State tone={rule.level === "block" ? "urgent" : "waiting"}>
              {t.rules.level[rule.level as "block" | "warn"]}
            </State>
          ) : null}
          <State tone={SURE_TONES[rule.confidence] ?? "plain"}>
            {t.rules.sure[rule.confidence as keyof Texts["rules"]["sure"]] ?? rule.confidence}
          </State>
        </span>
      </div>
      <p className={styles.meta}>
        {[t.rules.parts[rule.part], kindName(t, rule.kind), rule.source, ...rule.categories, ...dates]
          .filter(Boolean)
          .join(" · ")}
        {rule.statutory && rule.part === "wording" ? ` · ${t.rules.statutory}` : ""}
      </p>
      {rule.words.length ? (
        <p className={styles.meta}>
          {t.rules.looksFor}: {rule.words.join(comma())}
        </p>
      ) : null}
      {rule.platforms.length ? <p className={styles.meta}>{rule.platforms.join(" · ")}</p> : null}
      {rule.lines.map((line) => (
        <p key={line} className={styles.line}>
          {line}
        </p>
      ))}
      {rule.rewrite ? (
        <p className={styles.line}>
          {t.rules.sayInstead}: {rule.rewrite}
        </p>
      ) : null}
    </li>
  );
}
