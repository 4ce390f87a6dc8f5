import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { body, http } from "../../protocol/api";
import type { ModelMode, SettingsChange } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { useShop } from "../../store/use";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";

const MODES: readonly ModelMode[] = ["off", "assist", "answer"];
const TONES = { ready: "good", resting: "waiting", blocked: "urgent" } as const;

/** Which models there are, who gets the words, what they may do here, and what they cost today. */
export function ModelTab({ shop }: TabProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const owns = useShop(shop)?.role === "owner";
  const settings = useSettings(shop).data;
  const [ground, setGround] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ["models", shop],
    queryFn: () => body(http.GET("/api/shops/{shop}/models", { params: { path: { shop } } })),
  });
  const save = useMutation({
    mutationFn: (change: SettingsChange) =>
      body(
        http.PATCH("/api/shops/{shop}/settings", {
          params: { path: { shop } },
          body: { ...change, version: settings?.version ?? null },
        }),
      ),
    onSuccess: async () => {
      message.success(t.common.saved);
      setGround(null);
      await Promise.all(["settings", "models"].map((key) => queries.invalidateQueries({ queryKey: [key, shop] })));
    },
    onError: (error) => {
      message.error(sentence(t, error));
    },
  });
  if (found.isPending || !settings) return <Loading rows={6} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const { models, budget, spent, failed } = found.data;
  if (!models.length) return <Blank title={t.robot.models.none} hint={t.robot.models.noneHint} />;
  const abroad = models.some((one) => one.abroad);
  return (
    <div className={`${styles.list} ${styles.tab}`}>
      <section className={styles.card}>
        <strong>{t.robot.models.what}</strong>
        <p className={styles.quiet}>{t.robot.models.whatHint}</p>
      </section>
      <section className={styles.card}>
        <p className={styles.line}>
          <strong className={styles.grow}>{t.robot.models.mode}</strong>
          <Segmented<ModelMode>
            value={settings.model}
            options={MODES.map((mode) => ({ value: mode, label: t.robot.models.modes[mode] }))}
            onChange={(model) => save.mutate({ model })}
            data-testid="model-mode"
          />
        </p>
        <p className={styles.quiet}>{t.robot.models.modeHint[settings.model]}</p>
        <p className={styles.line}>
          <span className={styles.grow}>{t.robot.models.spent(spent, budget)}</span>
          <InputNumber<number>
            className={styles.budget ?? ""}
            min={0}
            step={10_000}
            aria-label={t.robot.models.budget}
            defaultValue={budget}
            suffix={t.robot.models.tokens}
            onPressEnter={(event) => event.currentTarget.blur()}
            onBlur={(event) => {
              const wanted = Number.parseInt(event.target.value.replace(/\D/g, ""), 10);
              if (Number.isFinite(wanted) && wanted !== budget) save.mutate({ model_tokens_day: wanted });
            }}
          />
        </p>
        {failed ? <p className={styles.quiet}>{t.robot.models.failed(failed)}</p> : null}
      </section>
      {models.map((one) => (
        <section key={one.name} className={styles.card} data-testid="model">
          <p className={styles.line}>
            <strong className={styles.grow}>
              {one.name} · {one.model}
            </strong>
            <State tone={TONES[one.state]}>{t.robot.models.state[one.state]}</State>
          </p>
          <dl className={styles.pairs}>
            <div>
              <dt>{t.robot.models.recipient}</dt>
              <dd>{one.recipient}</dd>
            </div>
            <div>
              <dt>{t.robot.models.region}</dt>
              <dd>{one.region}</dd>
            </div>
            <div>
              <dt>{t.robot.models.contract}</dt>
              <dd>{one.contract || t.common.none}</dd>
            </div>
          </dl>
          <p className={styles.quiet}>{t.robot.models.today(one.calls, one.refused, one.tokens)}</p>
          {one.trouble ? <p className={styles.quiet}>{one.trouble}</p> : null}
        </section>
      ))}
      {abroad ? (
        <section className={styles.card}>
          <strong>{t.robot.models.ground}</strong>
          <p className={styles.quiet}>{t.robot.models.groundHint}</p>
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            maxLength={500}
            disabled={!owns}
            aria-label={t.robot.models.ground}
            value={ground ?? settings.model_ground}
            onChange={(event) => setGround(event.target.value)}
          />
          {owns ? (
            <p className={styles.line}>
              <Button
                type="primary"
                disabled={ground === null}
                onClick={() => save.mutate({ model_ground: ground ?? "" })}
              >
                {t.common.save}
              </Button>
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
