import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { type FormEvent, useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed } from "../../parts/Blank";
import { State } from "../../parts/State";
import { fromField } from "../../parts/time";
import { body, http } from "../../protocol/api";
import type { Trial } from "../../protocol/types";
import { useShop } from "../../store/use";
import { ModesHere } from "./ModesHere";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";
import { WhyParts } from "./Why";

const TONES = { sent: "good", suggested: "accent", handed: "waiting", silent: "plain", blocked: "urgent" } as const;
const MOST = 10;

/** Type a question as a shopper; see what was read, what bears the answer, and what would become of it. */
export function Bench({ shop, leads }: TabProps) {
  const t = useText();
  const zone = useShop(shop)?.timezone;
  const [text, setText] = useState("");
  const [lines, setLines] = useState<readonly string[]>([]);
  const [scene, setScene] = useState({ product: "", nick: "", order: "", at: "" });
  const set = (part: Partial<typeof scene>) => setScene({ ...scene, ...part });
  const ask = useMutation({
    mutationFn: (asked: readonly string[]) =>
      body(
        http.POST("/api/shops/{shop}/robot/try", {
          params: { path: { shop } },
          body: {
            lines: [...asked],
            product: scene.product,
            nick: scene.nick,
            order: scene.order,
            at: scene.at ? fromField(scene.at, zone) : null,
          },
        }),
      ),
    onSuccess: (_, asked) => {
      setLines(asked);
      setText("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (line) ask.mutate([...lines, line].slice(-MOST));
  };
  const again = () => {
    setLines([]);
    ask.reset();
  };
  return (
    <div className={styles.bench}>
      <form className={styles.scene} onSubmit={submit}>
        <div className={styles.fields}>
          <label htmlFor="bench-product">
            {t.robot.bench.product}
            <Input
              id="bench-product"
              value={scene.product}
              placeholder={t.robot.bench.productHint}
              onChange={(event) => set({ product: event.target.value })}
              data-testid="bench-product"
            />
          </label>
          <label htmlFor="bench-nick">
            {t.robot.bench.nick}
            <Input
              id="bench-nick"
              value={scene.nick}
              onChange={(event) => set({ nick: event.target.value })}
              data-testid="bench-nick"
            />
          </label>
          <label htmlFor="bench-order">
            {t.robot.bench.order}
            <Input id="bench-order" value={scene.order} onChange={(event) => set({ order: event.target.value })} />
          </label>
          <label htmlFor="bench-at">
            {t.robot.bench.at}
            <Input
              id="bench-at"
              type="datetime-local"
              value={scene.at}
              onChange={(event) => set({ at: event.target.value })}
            />
          </label>
        </div>
        {ask.data ? <Talk trial={ask.data} /> : null}
        <div className={styles.asking}>
          <Input
            value={text}
            maxLength={500}
            placeholder={t.robot.bench.question}
            aria-label={t.robot.bench.question}
            onChange={(event) => setText(event.target.value)}
            data-testid="bench-question"
          />
          <Button type="primary" htmlType="submit" loading={ask.isPending} data-testid="bench-ask">
            {t.robot.bench.ask}
          </Button>
          {lines.length ? <Button onClick={again}>{t.robot.bench.again}</Button> : null}
        </div>
        {ask.isError ? <Failed error={ask.error} onRetry={() => ask.variables && ask.mutate(ask.variables)} /> : null}
      </form>
      {ask.data ? (
        <section className={styles.opened} data-testid="bench-opened">
          <p className={styles.line}>
            <State tone={TONES[ask.data.outcome]}>{t.robot.outcome[ask.data.outcome]}</State>
            {ask.data.team ? <span className={styles.quiet}>{t.suggestion.team(ask.data.team)}</span> : null}
          </p>
          <WhyParts why={ask.data} />
          {leads ? (
            <ModesHere
              shop={shop}
              intents={ask.data.modes.map((one) => one.intent)}
              onSaved={() => ask.variables && ask.mutate(ask.variables)}
            />
          ) : null}
        </section>
      ) : (
        <Blank title={t.robot.bench.start} hint={t.robot.bench.startHint} />
      )}
    </div>
  );
}

function Talk({ trial }: { trial: Trial }) {
  const t = useText();
  return (
    <ul className={styles.talk} aria-label={t.chat.log} data-testid="bench-talk">
      {trial.turns.map((turn, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns only grow at the end
        <li key={n} data-role={turn.role}>
          {turn.text}
        </li>
      ))}
    </ul>
  );
}
