import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { NumberField, SwitchField, TagsField, WordsField } from "../settings/fields";
import { Labelled } from "../settings/Labelled";
import styles from "./followups.module.css";
import { type Rule, type RuleChange, useFollowupActs, wishOf } from "./useFollowups";

interface Props {
  shop: string;
  rule: Rule;
  variables: readonly string[];
  onClose(): void;
}

const MOST_TOUCHES = 3;

/** A rule's words and brakes; what the gate finds is said by the server and nothing typed is lost. */
export function RuleDrawer({ shop, rule, variables, onClose }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useFollowupActs(shop);
  const [wish, setWish] = useState<RuleChange>(() => wishOf(rule));
  const change = (part: Partial<RuleChange>) => setWish({ ...wish, ...part });
  const segment = wish.segment ?? { levels: [], tags: [], min_amount: null };
  const touch = (at: number, part: Partial<RuleChange["touches"][number]>) =>
    change({ touches: wish.touches.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  const save = () =>
    acts.change.mutate(
      { id: rule.id, wish },
      {
        onSuccess: () => {
          message.success(t.common.saved);
          onClose();
        },
        onError: (error) => {
          message.error(sentence(t, error));
        },
      },
    );
  return (
    <Drawer
      open
      size={520}
      title={rule.name}
      onClose={onClose}
      extra={
        <Button type="primary" loading={acts.change.isPending} onClick={save} data-testid="followup-save">
          {t.common.save}
        </Button>
      }
    >
      <Labelled id="fu-name" label={t.followups.name}>
        <Input id="fu-name" maxLength={60} value={wish.name} onChange={(e) => change({ name: e.target.value })} />
      </Labelled>
      {wish.touches.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages have no name of their own and keep their order
        <section key={n} className={styles.touch} aria-label={t.followups.touch(n + 1)}>
          <div className={styles.ruleHead}>
            <strong>{t.followups.touch(n + 1)}</strong>
            <span className={styles.gap} />
            {wish.touches.length > 1 ? (
              <Button
                size="small"
                type="text"
                onClick={() => change({ touches: wish.touches.filter((_, at) => at !== n) })}
              >
                {t.followups.removeTouch}
              </Button>
            ) : null}
          </div>
          <NumberField
            id={`fu-after-${n}`}
            label={t.followups.after}
            min={0}
            max={525_600}
            value={one.after_min}
            onChange={(after_min) => touch(n, { after_min })}
          />
          <WordsField
            id={`fu-words-${n}`}
            label={t.followups.words}
            hint={`${t.followups.wordsHint}${variables.map((name) => `{${name}}`).join(" ")}`}
            value={one.text}
            onChange={(text) => touch(n, { text })}
            testId={`followup-words-${n}`}
          />
        </section>
      ))}
      {wish.touches.length < MOST_TOUCHES ? (
        <Button
          block
          onClick={() =>
            change({ touches: [...wish.touches, { after_min: (wish.touches.at(-1)?.after_min ?? 0) + 60, text: "" }] })
          }
        >
          {t.followups.addTouch}
        </Button>
      ) : null}
      <div className={styles.pair}>
        <NumberField
          id="fu-stop"
          label={t.followups.stop}
          min={1}
          max={9000}
          value={wish.stop_h}
          onChange={(stop_h) => change({ stop_h })}
        />
        <NumberField
          id="fu-hold"
          label={t.followups.holdout}
          hint={t.followups.holdoutHint}
          min={0}
          max={50}
          value={wish.holdout_pct}
          onChange={(holdout_pct) => change({ holdout_pct })}
        />
      </div>
      <SwitchField
        id="fu-approval"
        label={t.followups.approval}
        value={wish.approval}
        onChange={(approval) => change({ approval })}
      />
      <TagsField
        id="fu-levels"
        label={t.followups.levels}
        hint={t.followups.everybody}
        value={segment.levels ?? []}
        onChange={(levels) => change({ segment: { ...segment, levels } })}
      />
      <TagsField
        id="fu-tags"
        label={t.followups.tags}
        hint={t.followups.everybody}
        value={segment.tags ?? []}
        onChange={(tags) => change({ segment: { ...segment, tags } })}
      />
      <Labelled id="fu-min" label={t.followups.minAmount} hint={t.followups.everybody}>
        <InputNumber<string>
          id="fu-min"
          stringMode
          min="0"
          precision={2}
          value={segment.min_amount ?? null}
          onChange={(amount) => change({ segment: { ...segment, min_amount: amount || null } })}
        />
      </Labelled>
    </Drawer>
  );
}
