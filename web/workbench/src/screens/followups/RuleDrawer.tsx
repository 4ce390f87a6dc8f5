import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Drawer from "antd/es/drawer";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
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
          <Labelled id={`fu-after-${n}`} label={t.followups.after}>
            <InputNumber
              id={`fu-after-${n}`}
              min={0}
              max={525_600}
              value={one.after_min}
              onChange={(after) => after !== null && touch(n, { after_min: after })}
            />
          </Labelled>
          <Labelled
            id={`fu-words-${n}`}
            label={t.followups.words}
            hint={`${t.followups.wordsHint}${variables.map((name) => `{${name}}`).join(" ")}`}
          >
            <Input.TextArea
              id={`fu-words-${n}`}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={one.text}
              onChange={(e) => touch(n, { text: e.target.value })}
              data-testid={`followup-words-${n}`}
            />
          </Labelled>
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
        <Labelled id="fu-stop" label={t.followups.stop}>
          <InputNumber
            id="fu-stop"
            min={1}
            max={9000}
            value={wish.stop_h}
            onChange={(hours) => hours !== null && change({ stop_h: hours })}
          />
        </Labelled>
        <Labelled id="fu-hold" label={t.followups.holdout} hint={t.followups.holdoutHint}>
          <InputNumber
            id="fu-hold"
            min={0}
            max={50}
            value={wish.holdout_pct}
            onChange={(share) => share !== null && change({ holdout_pct: share })}
          />
        </Labelled>
      </div>
      <Labelled id="fu-approval" label={t.followups.approval}>
        <Switch id="fu-approval" checked={wish.approval} onChange={(approval) => change({ approval })} />
      </Labelled>
      <Labelled id="fu-levels" label={t.followups.levels} hint={t.followups.everybody}>
        <Select
          id="fu-levels"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={segment.levels ?? []}
          onChange={(levels: string[]) => change({ segment: { ...segment, levels } })}
        />
      </Labelled>
      <Labelled id="fu-tags" label={t.followups.tags} hint={t.followups.everybody}>
        <Select
          id="fu-tags"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={segment.tags ?? []}
          onChange={(tags: string[]) => change({ segment: { ...segment, tags } })}
        />
      </Labelled>
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
