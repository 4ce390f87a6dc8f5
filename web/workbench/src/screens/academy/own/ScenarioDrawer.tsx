import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { colon, sentence, useText } from "../../../i18n";
import { State } from "../../../parts/State";
import { TEAMS } from "../../../protocol/types";
import { Labelled } from "../../settings/Labelled";
import coaching from "../coaching/coaching.module.css";
import exams from "../exams/exams.module.css";
import { type OwnWish, type Trials, useOwnActs, type WrittenAsk } from "./useOwnScenarios";

interface Props {
  shop: string;
  id: number | undefined;
  start: OwnWish;
  kinds: readonly string[];
  onClose(): void;
}

const GROUPS = TEAMS.slice(0, 3) as readonly OwnWish["group"][];
const lines = (text: string) => text.split("\n").filter((line) => line.trim());

/** The form of a scenario: who asks what, what a good reply tells, and a test run before it is kept. */
export function ScenarioDrawer({ shop, id, start, kinds, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useOwnActs(shop);
  const [wish, setWish] = useState<OwnWish>(start);
  const [texts, setTexts] = useState(() =>
    start.asks.map((ask) => ({ lines: ask.lines.join("\n"), points: ask.points.join("\n") })),
  );
  const [trials, setTrials] = useState<Trials | null>(null);
  const change = (part: Partial<OwnWish>) => setWish({ ...wish, ...part });
  const write = (at: number, part: Partial<{ lines: string; points: string }>) =>
    setTexts(texts.map((one, n) => (n === at ? { ...one, ...part } : one)));
  const whole = (): OwnWish => ({
    title: wish.title,
    group: wish.group,
    kind: wish.kind,
    goal: wish.goal,
    hidden: wish.hidden ?? "",
    product: wish.product ?? "",
    asks: texts.map((one): WrittenAsk => ({ lines: lines(one.lines), points: lines(one.points) })),
  });
  const say = (error: unknown) => message.error(sentence(t, error));
  const attempt = async () => {
    try {
      setTrials(await acts.attempt.mutateAsync(whole()));
    } catch (error) {
      say(error);
    }
  };
  const save = async () => {
    try {
      await acts.write.mutateAsync({ id, wish: whole() });
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      say(error);
    }
  };
  return (
    <Drawer
      open
      size={640}
      title={wish.title || t.scenarios.write}
      onClose={onClose}
      extra={
        <div className={coaching.bar}>
          <Button loading={acts.attempt.isPending} onClick={attempt} data-testid="scenario-try">
            {t.scenarios.tryOut}
          </Button>
          <Button type="primary" loading={acts.write.isPending} onClick={save} data-testid="scenario-save">
            {t.common.save}
          </Button>
        </div>
      }
    >
      {trials ? (
        <div className={coaching.bar} data-testid="scenario-trials">
          {trials.trials.map((one) => (
            <State key={one.trainee} tone={one.passed === (one.trainee === "model") ? "good" : "urgent"}>
              {`${t.scenarios.trial[one.trainee]}${colon()}${t.scenarios.result(one.passed, one.score)}`}
            </State>
          ))}
          <span>{trials.good ? t.scenarios.good : t.scenarios.bad}</span>
        </div>
      ) : null}
      <Labelled id="own-title" label={t.scenarios.name}>
        <Input id="own-title" maxLength={40} value={wish.title} onChange={(e) => change({ title: e.target.value })} />
      </Labelled>
      <Labelled id="own-group" label={t.scenarios.group}>
        <Select
          id="own-group"
          value={wish.group}
          onChange={(group) => change({ group })}
          options={GROUPS.map((value) => ({ value, label: value }))}
        />
      </Labelled>
      <Labelled id="own-kind" label={t.scenarios.kind}>
        <Select
          id="own-kind"
          value={wish.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((value) => ({ value, label: value }))}
        />
      </Labelled>
      <Labelled id="own-goal" label={t.scenarios.goal}>
        <Input id="own-goal" maxLength={200} value={wish.goal} onChange={(e) => change({ goal: e.target.value })} />
      </Labelled>
      <Labelled id="own-hidden" label={t.scenarios.hidden}>
        <Input
          id="own-hidden"
          maxLength={200}
          value={wish.hidden ?? ""}
          onChange={(e) => change({ hidden: e.target.value })}
        />
      </Labelled>
      <Labelled id="own-product" label={t.scenarios.product}>
        <Input
          id="own-product"
          maxLength={60}
          value={wish.product ?? ""}
          onChange={(e) => change({ product: e.target.value })}
        />
      </Labelled>
      {texts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: asks have no name of their own and keep their order
        <section key={at} className={exams.section}>
          <header>
            <strong>{t.scenarios.ask(at + 1)}</strong>
            {texts.length > 1 ? (
              <Button size="small" type="text" onClick={() => setTexts(texts.filter((_, n) => n !== at))}>
                {t.scenarios.removeAskButton}
              </Button>
            ) : null}
          </header>
          <Labelled id={`own-lines-${at}`} label={t.scenarios.lines}>
            <Input.TextArea
              id={`own-lines-${at}`}
              autoSize={{ minRows: 2 }}
              value={one.lines}
              onChange={(e) => write(at, { lines: e.target.value })}
            />
          </Labelled>
          <Labelled id={`own-points-${at}`} label={t.scenarios.points}>
            <Input.TextArea
              id={`own-points-${at}`}
              autoSize={{ minRows: 2 }}
              value={one.points}
              onChange={(e) => write(at, { points: e.target.value })}
            />
          </Labelled>
        </section>
      ))}
      {texts.length < 8 ? (
        <Button onClick={() => setTexts([...texts, { lines: "", points: "" }])}>{t.scenarios.addAsk}</Button>
      ) : null}
    </Drawer>
  );
}
