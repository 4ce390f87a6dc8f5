import { useMutation, useQueryClient } from "@tanstack/react-query";
import Alert from "antd/es/alert";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { ApiError, body, http } from "../../protocol/api";
import type { SettingsChange, Settings as ShopSettings } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { useHold } from "../../store/use";
import styles from "../page.module.css";
import { AnswerSection } from "./AnswerSection";
import { AutoSection } from "./AutoSection";
import { FaceSection } from "./FaceSection";
import { FlagsSection } from "./FlagsSection";
import { HoursSection } from "./HoursSection";
import { KpiSection } from "./KpiSection";
import { RetentionSection } from "./RetentionSection";
import { RobotSection } from "./RobotSection";
import { SettingsNav } from "./SettingsNav";
import { TrackingSection } from "./TrackingSection";
import { WordsSection } from "./WordsSection";

const CHANGERS = new Set(["owner", "lead"]);

export function Settings() {
  const t = useText();
  const choice = useShopChoice((one) => CHANGERS.has(one.role));
  const { code: shop } = choice;
  const settings = useSettings(shop, shop !== "");
  if (!shop) return <Blank title={t.settings.noRight} />;
  return (
    <Page name="settings" title={t.settings.title} choice={choice}>
      <SettingsNav />
      {settings.isPending ? <Loading rows={12} /> : null}
      {settings.isError ? <Failed error={settings.error} onRetry={() => settings.refetch()} /> : null}
      {settings.data ? <Form key={shop} shop={shop} kept={settings.data} /> : null}
    </Page>
  );
}

export interface SectionProps {
  value: ShopSettings;
  onChange(part: SettingsChange): void;
}

/** Robot modes and teams are changed intent by intent. */
function merged<T extends SettingsChange | ShopSettings>(settings: T, change: SettingsChange): T & SettingsChange {
  const next = { ...settings, ...change } as T & SettingsChange;
  if (change.robot) next.robot = { ...settings.robot, ...change.robot };
  if (change.team_of) next.team_of = { ...(settings.team_of as SettingsChange["team_of"]), ...change.team_of };
  return next;
}

/** Only what was changed is sent, so that two people who change different things do not undo each other. */
function Form({ shop, kept }: { shop: string; kept: ShopSettings }) {
  const t = useText();
  const name = useHold().session.shops.find((one) => one.code === shop)?.name ?? shop;
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [changed, setChanged] = useState<SettingsChange>({});
  const [seen, setSeen] = useState(kept.version); // what stood here when the first of these changes was made
  const [late, setLate] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: () =>
      body(
        http.PATCH("/api/shops/{shop}/settings", { params: { path: { shop } }, body: { ...changed, version: seen } }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["settings", shop] });
      setChanged({});
      setLate(null);
      message.success(t.common.saved);
    },
    onError: async (error) => {
      if (!(error instanceof ApiError && error.code === "changed_meanwhile")) {
        message.error(sentence(t, error));
        return;
      }
      const now = await body(http.GET("/api/shops/{shop}/settings", { params: { path: { shop } } }));
      await queries.invalidateQueries({ queryKey: ["settings", shop] });
      setSeen(now.version);
      setLate(sentence(t, error));
    },
  });
  const dirty = Object.keys(changed).length > 0;
  const discard = () => {
    setChanged({});
    setLate(null);
  };
  const props: SectionProps = {
    value: merged(kept, changed) as ShopSettings,
    onChange: (part) => {
      if (!dirty) setSeen(kept.version);
      setChanged(merged(changed, part));
    },
  };
  return (
    <>
      {late ? (
        <Alert
          type="warning"
          showIcon
          title={t.owner.conflict.title}
          description={`${late} ${t.owner.conflict.hint}`}
          data-testid="settings-conflict"
        />
      ) : null}
      <AnswerSection {...props} />
      <KpiSection {...props} />
      <FaceSection {...props} shopName={name} />
      <HoursSection {...props} />
      <AutoSection {...props} />
      <TrackingSection {...props} shop={shop} />
      <FlagsSection {...props} />
      <RobotSection {...props} />
      <WordsSection {...props} />
      <RetentionSection {...props} />
      {dirty ? (
        <div className={styles.bar}>
          <span className={styles.lead}>{t.settings.unsaved}</span>
          <Button onClick={discard}>{t.settings.discard}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()} data-testid="settings-save">
            {t.common.save}
          </Button>
        </div>
      ) : null}
    </>
  );
}
