import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useRef, useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import type { Phrase, PhrasesImported } from "../../protocol/types";
import { usePhrases } from "../../store/queries";
import { mayWrite } from "../../store/use";
import { matchPhrases } from "../desk/composer/match";
import { ImportResult } from "./ImportResult";
import { PhraseEditor } from "./PhraseEditor";
import { PhraseList } from "./PhraseList";
import styles from "./phrases.module.css";
import { type Encoding, usePhraseActs } from "./usePhraseActs";

const LEADS = new Set(["owner", "lead"]);
const MOST = 500;
type Whose = "all" | "team" | "mine";

/** The quick phrases of a shop and one's own: find, write, bring in and hand out. */
export function Phrases() {
  const t = useText();
  const { message } = AntApp.useApp();
  const choice = useShopChoice(mayWrite);
  const { code } = choice;
  const [query, setQuery] = useState("");
  const [whose, setWhose] = useState<Whose>("all");
  const [edited, setEdited] = useState<Phrase | "new" | null>(null);
  const [result, setResult] = useState<PhrasesImported | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const into = useRef(false);
  const phrases = usePhrases(code, code !== "");
  const acts = usePhraseActs(code);
  const leads = LEADS.has(choice.shop?.role ?? "");

  const take = async (file: File) => {
    try {
      setResult(await acts.bringIn(file, into.current));
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const save = (personal: boolean, encoding: Encoding) =>
    acts.handOut(personal, encoding).catch((error: unknown) => message.error(sentence(t, error)));
  const choose = (personal: boolean) => {
    into.current = personal;
    files.current?.click();
  };

  const all = phrases.data ?? [];
  const own = all.filter((one) => whose === "all" || one.personal === (whose === "mine"));
  const shown = query.trim() ? matchPhrases(own, query, MOST) : own;
  const imports = [
    ...(leads ? [{ key: "team", label: t.phrases.importInto(t.phrases.team), onClick: () => choose(false) }] : []),
    { key: "mine", label: t.phrases.importInto(t.phrases.mine), onClick: () => choose(true) },
  ];
  const exports = ([false, true] as const).flatMap((personal) =>
    (["gbk", "utf-8-sig"] as const).map((encoding) => ({
      key: `${personal}/${encoding}`,
      label: `${personal ? t.phrases.mine : t.phrases.team} · ${encoding === "gbk" ? t.phrases.exportGbk : t.phrases.exportUtf8}`,
      onClick: () => void save(personal, encoding),
    })),
  );
  return (
    <Page
      name="phrases"
      className={styles.page}
      title={t.phrases.title}
      hint={leads ? t.phrases.hint : `${t.phrases.hint} ${t.phrases.noRight}`}
      choice={choice}
      tools={
        <>
          <Segmented<Whose>
            value={whose}
            onChange={setWhose}
            options={[
              { value: "all", label: t.phrases.all },
              { value: "team", label: t.phrases.team },
              { value: "mine", label: t.phrases.mine },
            ]}
          />
          <Input
            allowClear
            className={styles.search ?? ""}
            value={query}
            placeholder={t.phrases.search}
            aria-label={t.phrases.search}
            onChange={(event) => setQuery(event.target.value)}
            data-testid="phrases-search"
          />
          <Dropdown menu={{ items: imports }} trigger={["click"]}>
            <Button data-testid="phrases-import">{t.phrases.import}</Button>
          </Dropdown>
          <Dropdown menu={{ items: exports }} trigger={["click"]}>
            <Button data-testid="phrases-export">{t.phrases.export}</Button>
          </Dropdown>
          <Button type="primary" onClick={() => setEdited("new")} data-testid="phrases-add">
            {t.phrases.add}
          </Button>
          <input
            ref={files}
            type="file"
            hidden
            accept=".csv,.txt,.tsv,.xls,.xlsx"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void take(file);
              event.target.value = "";
            }}
            data-testid="phrases-file"
          />
        </>
      }
    >
      {phrases.isPending ? <Loading rows={10} /> : null}
      {phrases.isError ? <Failed error={phrases.error} onRetry={() => phrases.refetch()} /> : null}
      {phrases.data && !all.length ? <Blank title={t.phrases.empty} hint={t.phrases.emptyHint} /> : null}
      {all.length && !shown.length ? <Blank title={t.phrases.none} hint={t.phrases.noneHint} /> : null}
      {shown.length ? (
        <PhraseList
          phrases={shown}
          mayChange={(one) => leads || one.personal}
          onEdit={setEdited}
          onRemove={acts.remove}
        />
      ) : null}
      {edited ? (
        <PhraseEditor shop={code} phrase={edited} leads={leads} all={all} onDone={() => setEdited(null)} />
      ) : null}
      {result ? <ImportResult result={result} onClose={() => setResult(null)} /> : null}
    </Page>
  );
}
