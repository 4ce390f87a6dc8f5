import Button from "antd/es/button";
import Input from "antd/es/input";
import { colon, comma, useText } from "../../i18n";
import { State } from "../../parts/State";
import type { ReplyWords } from "../../protocol/types";
import styles from "./robot.module.css";
import { usePreview } from "./useRobot";

interface Props {
  shop: string;
  words: ReplyWords;
  name: string;
  texts: readonly string[];
  most: number;
  longest: number;
  disabled: boolean;
  onChange(texts: string[]): void;
}

/** One sentence with the house's wording and the shop's own variants, each tried as it is written. */
export function ReplyCard({ shop, words, name, texts, most, longest, disabled, onChange }: Props) {
  const t = useText();
  const others = words.folder.length ? words.folder : words.usual;
  return (
    <fieldset className={styles.peak} disabled={disabled} data-testid={`reply-${words.key}`}>
      <p className={styles.line}>
        <strong className={styles.grow}>{name}</strong>
        {disabled || texts.length >= most ? null : (
          <Button size="small" onClick={() => onChange([...texts, ""])} data-testid={`reply-add-${words.key}`}>
            {texts.length ? t.robot.replies.another : t.robot.replies.own}
          </Button>
        )}
      </p>
      {texts.length || !others.length ? null : (
        <p className={styles.quiet}>
          {words.folder.length ? t.robot.replies.folder : t.robot.replies.usual}
          {colon()}
          {others.join(" / ")}
        </p>
      )}
      {texts.length ? (
        <p className={styles.quiet}>{t.robot.replies.places(words.places.map((one) => `{${one}}`).join(comma()))}</p>
      ) : null}
      {texts.map((text, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a wording being typed must not move
        <div key={n} className={styles.wording}>
          <Input.TextArea
            value={text}
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={longest}
            disabled={disabled}
            aria-label={t.robot.replies.variant(name, n + 1)}
            onChange={(event) => onChange(texts.map((old, at) => (at === n ? event.target.value : old)))}
          />
          {disabled ? null : (
            <Button type="link" danger onClick={() => onChange(texts.filter((_, at) => at !== n))}>
              {t.robot.replies.remove}
            </Button>
          )}
          {text.trim() ? <Read shop={shop} words={words} text={text} /> : null}
        </div>
      ))}
    </fieldset>
  );
}

function Read({ shop, words, text }: { shop: string; words: ReplyWords; text: string }) {
  const t = useText();
  const seen = usePreview(shop, words.key, text);
  if (!seen) return <p className={styles.quiet}>{t.robot.replies.checking}</p>;
  const bad = seen.why_not !== "";
  return (
    <p className={`${styles.line} ${styles.reads}`} aria-live="polite" data-testid="reply-read">
      <State tone={bad ? "urgent" : "good"}>{bad ? t.robot.replies.bad : t.robot.replies.good}</State>
      <span className={styles.quiet}>{bad ? seen.why_not : `${t.robot.replies.reads}${colon()}${seen.text}`}</span>
    </p>
  );
}
