import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Popconfirm from "antd/es/popconfirm";
import { useState } from "react";
import { sentence, type Texts, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { ShopRule } from "../../protocol/types";
import page from "../page.module.css";
import { EndForesight } from "./Foresight";
import { kindName } from "./kinds";
import { AllowForm, ForbidForm, PromiseForm } from "./RuleForms";
import type { RoomProps } from "./Rules";
import styles from "./rules.module.css";
import { useOwnRules, useRuleActs } from "./useRules";

type Asked = "forbid" | "allow" | "promise";

/** What the shop adds to the book: forbidden words, allowances, promises; ended ones stay as history. */
export function OwnRules({ shop, leads, zone }: RoomProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const own = useOwnRules(shop);
  const acts = useRuleActs(shop);
  const end = (id: number) =>
    acts.end(id).then(
      () => void message.success(t.rules.own.ended_),
      (error: unknown) => void message.error(sentence(t, error)),
    );
  const close = () => setAsked(null);
  return (
    <>
      <p className={page.lead}>{t.rules.own.hint}</p>
      {leads ? (
        <div className={styles.bar}>
          <Button type="primary" onClick={() => setAsked("forbid")} data-testid="rules-forbid">
            {t.rules.own.forbid}
          </Button>
          <Button onClick={() => setAsked("allow")} data-testid="rules-allow">
            {t.rules.own.allow}
          </Button>
          <Button onClick={() => setAsked("promise")} data-testid="rules-promise">
            {t.rules.own.promise}
          </Button>
        </div>
      ) : null}
      {own.isPending ? <Loading rows={6} /> : null}
      {own.isError ? <Failed error={own.error} onRetry={() => own.refetch()} /> : null}
      {own.data && !own.data.rules.length ? <Blank title={t.rules.own.empty} hint={t.rules.own.emptyHint} /> : null}
      <ul className={styles.list}>
        {own.data?.rules.map((rule) => (
          <li key={rule.id} className={styles.rule} data-testid="own-rule">
            <div className={styles.head}>
              <State tone={rule.kind === "word" ? "urgent" : "good"}>{kindOf(t, rule)}</State>
              <strong className={styles.said}>{rule.name || rule.text}</strong>
              {rule.value ? <span className={styles.value}>{valueName(t, rule.value)}</span> : null}
              <span className={styles.states}>
                <State tone={standing(t, rule, own.data.today)[0]}>{standing(t, rule, own.data.today)[1]}</State>
                {leads && !rule.off_at ? (
                  <Popconfirm
                    title={t.rules.own.endAsk}
                    description={<EndForesight shop={shop} rule={rule.id} />}
                    okText={t.rules.own.end}
                    cancelText={t.common.cancel}
                    onConfirm={() => end(rule.id)}
                  >
                    <Button size="small" type="link" danger data-testid="own-rule-end">
                      {t.rules.own.end}
                    </Button>
                  </Popconfirm>
                ) : null}
              </span>
            </div>
            <p className={styles.meta}>
              {[kindName(t, rule.finding_kind), rule.category, rule.reason, t.rules.own.by(rule.by)]
                .filter(Boolean)
                .join(" · ")}{" "}
              · <When at={rule.at} zone={zone} form="long" />
            </p>
            {rule.rewrite ? (
              <p className={styles.line}>
                {t.rules.sayInstead}: {rule.rewrite}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === "forbid" ? <ForbidForm shop={shop} onDone={close} /> : null}
      {asked === "allow" ? <AllowForm shop={shop} onDone={close} /> : null}
      {asked === "promise" && own.data ? <PromiseForm shop={shop} promises={own.data.promises} onDone={close} /> : null}
    </>
  );
}

function kindOf(t: Texts, rule: ShopRule): string {
  return { word: t.rules.own.word, allow: t.rules.own.allowed, promise: t.rules.own.promised }[rule.kind];
}

export function valueName(t: Texts, value: string): string {
  return t.rules.own.choice[value as keyof Texts["rules"]["own"]["choice"]] ?? value;
}

/** From when a word holds, and what it would have found so far. */
function shadowOf(t: Texts, rule: ShopRule): string {
  const says = t.rules.own.shadow(rule.live_day ?? "");
  return rule.shadow_hits == null ? says : `${says} · ${t.night.shadowHits(rule.shadow_hits)}`;
}

/** How a rule stands on the shop's day. */
function standing(t: Texts, rule: ShopRule, today: string): [Tone, string] {
  if (rule.off_at) return ["plain", t.rules.own.off(rule.off_by)];
  if (rule.live_day && rule.live_day > today) return ["waiting", shadowOf(t, rule)];
  if (rule.until_day && rule.until_day < today) return ["plain", t.rules.own.ended];
  return ["good", rule.until_day ? t.rules.until(rule.until_day) : t.rules.own.live];
}
