import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useMemo, useRef, useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { usePhrases } from "../../store/queries";
import page from "../page.module.css";
import styles from "./academy.module.css";
import { usePathActs, useTypingRuns } from "./path/usePath";
import { TypingCurve } from "./TypingCurve";
import { level, result, type Typed } from "./typing";

const SHORTEST = 15;

/** Copy a phrase of the shop; speed, accuracy and errors when it is done. */
export function Typing({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const phrases = usePhrases(shop, true);
  const texts = useMemo(
    () =>
      (phrases.data ?? []).map((one) => one.text).filter((text) => [...text].length >= SHORTEST && !text.includes("{")),
    [phrases.data],
  );
  const [at, setAt] = useState(() => Math.floor(Math.random() * 1000));
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState<Typed | null>(null);
  const kept = useTypingRuns(shop);
  const acts = usePathActs(shop);
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
    acts.typed
      .mutateAsync({
        per_minute: Math.min(found.perMinute, 2000),
        accuracy: found.accuracy,
        errors: found.errors,
        characters: [...shown].length,
      })
      .catch((error: unknown) => message.error(sentence(t, error)));
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
      {kept.data?.runs.length ? <TypingCurve runs={kept.data} /> : null}
    </section>
  );
}
