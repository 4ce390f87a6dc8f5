import Button from "antd/es/button";
import Input from "antd/es/input";
import { useMemo, useRef, useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { usePhrases } from "../../store/queries";
import page from "../page.module.css";
import styles from "./academy.module.css";
import { level, result, type Typed } from "./typing";

const KEY = "xiaoer.typing";
const KEPT = 20;
const SHORTEST = 15;

/** Copy a phrase of the shop; speed, accuracy and errors when it is done. */
export function Typing({ shop }: { shop: string }) {
  const t = useText();
  const phrases = usePhrases(shop, true);
  const texts = useMemo(
    () =>
      (phrases.data ?? []).map((one) => one.text).filter((text) => [...text].length >= SHORTEST && !text.includes("{")),
    [phrases.data],
  );
  const [at, setAt] = useState(() => Math.floor(Math.random() * 1000));
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState<Typed | null>(null);
  const [runs, setRuns] = useState(read);
  const began = useRef(0);
  if (phrases.isPending) return <Loading rows={4} />;
  if (phrases.isError) return <Failed error={phrases.error} onRetry={() => phrases.refetch()} />;
  const shown = texts[at % Math.max(texts.length, 1)];
  if (!shown) return <Blank title={t.academy.typingNone} />;

  const change = (text: string, composing: boolean) => {
    if (!began.current) began.current = performance.now();
    setTyped(text);
    if (composing || done || [...text].length < [...shown].length) return;
    const found = result(shown, text, performance.now() - began.current);
    setDone(found);
    setRuns(keep([...runs, found]));
  };
  const another = () => {
    setAt(at + 1);
    setTyped("");
    setDone(null);
    began.current = 0;
  };
  return (
    <section className={`${page.section} ${styles.card}`} data-testid="typing">
      <p className={page.lead}>{t.academy.typingHint}</p>
      <p className={styles.better} data-testid="typing-text">
        {shown}
      </p>
      <Input.TextArea
        rows={4}
        value={typed}
        readOnly={done !== null}
        aria-label={t.academy.typeHere}
        placeholder={t.academy.typeHere}
        onChange={(event) => change(event.target.value, (event.nativeEvent as InputEvent).isComposing)}
        onCompositionEnd={(event) => change(event.currentTarget.value, false)}
        data-testid="typing-field"
      />
      {done ? (
        <div className={styles.meta} data-testid="typing-result">
          <span>{t.academy.perMinute(done.perMinute)}</span>
          <span>{t.academy.accuracy(Math.round(done.accuracy * 100))}</span>
          <span>{t.academy.errors(done.errors)}</span>
          <span>{t.academy.level(t.academy.levels[level(done)] ?? "")}</span>
        </div>
      ) : null}
      <Button onClick={another}>{t.academy.another}</Button>
      {runs.length ? (
        <p className={styles.meta}>
          {t.academy.lastRuns}：{runs.map((run) => run.perMinute).join(" · ")}
        </p>
      ) : null}
    </section>
  );
}

function read(): Typed[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? (kept as Typed[]) : [];
  } catch {
    return [];
  }
}

function keep(runs: Typed[]): Typed[] {
  const last = runs.slice(-KEPT);
  localStorage.setItem(KEY, JSON.stringify(last));
  return last;
}
