import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input, { type InputRef } from "antd/es/input";
import type { TextAreaRef } from "antd/es/input/TextArea";
import InputNumber from "antd/es/input-number";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import { Answer } from "./Answer";
import styles from "./companion.module.css";
import { copyText } from "./copying";
import { type Chat, EMPTY_CHAT, keepMemory, readMemory, remember } from "./memory";

/** A question, and what is known with it; Enter answers and copies. */
export function Ask({ shop }: { shop: string }) {
  const t = useText();
  const [memory, setMemory] = useState(() => readMemory(localStorage, shop));
  const [chat, setChat] = useState<Chat>(EMPTY_CHAT);
  const [text, setText] = useState("");
  const [quantity, setQuantity] = useState(1);
  const [copied, setCopied] = useState(false);
  const question = useRef<TextAreaRef>(null);
  const first = useRef<InputRef>(null);

  const ask = useMutation({
    mutationFn: (words: string) => {
      const { nick, order, product, turns } = chat;
      const wish = { text: words, nick, order, product, turns, quantity };
      return body(http.POST("/api/shops/{shop}/companion/ask", { params: { path: { shop } }, body: wish }));
    },
    onSuccess: async (answer, words) => {
      const sayable = answer.gate.verdict === "block" ? "" : answer.reply;
      setCopied(sayable !== "" && (await copyText(sayable)));
      const known = { ...chat, nick: chat.nick || answer.nick || "", product: answer.product?.number ?? chat.product };
      const next = remember(memory, known, words, answer.reply);
      setChat(next.chat);
      setMemory(next.memory);
      keepMemory(localStorage, shop, next.memory);
    },
  });
  const { data } = ask;
  const go = (words = text) => {
    const wanted = words.trim();
    if (!wanted || ask.isPending) return;
    setCopied(false);
    ask.mutate(wanted);
  };
  const copy = async () => setCopied(data !== undefined && (await copyText(data.reply)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    // The same question again: its answer is there already, and only wants to be copied.
    if (data && ask.variables === text.trim()) void copy();
    else go();
  };
  const restart = () => {
    setChat(EMPTY_CHAT);
    setText("");
    ask.reset();
    question.current?.focus();
  };
  /** A shopper asked of before brings the product and what was said. */
  const setNick = (nick: string) => setChat(memory.chats[nick] ?? { ...chat, nick, turns: [] });
  useEffect(() => question.current?.focus(), []);

  return (
    <div className={styles.body}>
      <Input.TextArea
        ref={question}
        value={text}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        placeholder={t.companion.questionHint}
        aria-label={t.companion.question}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
        data-testid="companion-question"
      />
      <div className={styles.known}>
        <Input
          ref={first}
          size="small"
          allowClear
          value={chat.nick}
          placeholder={t.companion.nick}
          aria-label={t.companion.nick}
          onChange={(event) => setNick(event.target.value)}
          data-testid="companion-nick"
        />
        <Input
          size="small"
          allowClear
          value={chat.order}
          placeholder={t.companion.order}
          aria-label={t.companion.order}
          onChange={(event) => setChat({ ...chat, order: event.target.value })}
          data-testid="companion-order"
        />
        <Input
          size="small"
          allowClear
          value={chat.product}
          placeholder={t.companion.product}
          aria-label={t.companion.product}
          onChange={(event) => setChat({ ...chat, product: event.target.value })}
          data-testid="companion-product"
        />
        <InputNumber
          size="small"
          min={1}
          max={999}
          value={quantity}
          aria-label={t.companion.quantity}
          suffix={t.companion.quantity}
          onChange={(value) => setQuantity(value ?? 1)}
        />
      </div>
      <div className={styles.acts}>
        <Button
          type="primary"
          loading={ask.isPending}
          disabled={!text.trim()}
          onClick={() => go()}
          data-testid="companion-ask"
        >
          {t.companion.ask}
        </Button>
        <Button onClick={restart} data-testid="companion-next">
          {t.companion.next}
        </Button>
      </div>
      {ask.isError ? (
        <p role="alert" className={styles.failed}>
          {sentence(t, ask.error)}
        </p>
      ) : null}
      {data ? <Answer answer={data} shop={shop} copied={copied} onCopy={copy} /> : null}
      {data ? null : (
        <section className={styles.recent} aria-label={t.companion.recent}>
          <h2 className={styles.subtitle}>{t.companion.recent}</h2>
          {memory.asked.length ? null : <p className={styles.quiet}>{t.companion.noRecent}</p>}
          {memory.asked.map((one) => (
            <button
              key={one.text}
              type="button"
              className={styles.again}
              onClick={() => {
                setText(one.text);
                go(one.text);
              }}
            >
              {one.text}
            </button>
          ))}
        </section>
      )}
    </div>
  );
}
