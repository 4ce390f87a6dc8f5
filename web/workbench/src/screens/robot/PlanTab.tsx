import { useMutation, useQueryClient } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { body, http } from "../../protocol/api";
import type { NightPlan, Peak, SettingsChange } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { useShop } from "../../store/use";
import { MorningList } from "./MorningList";
import { NightForm } from "./NightForm";
import { PeakFigures } from "./PeakFigures";
import { PeakList } from "./PeakList";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";

/** Nights and peaks: what the robot does alone, what lies ready in the morning, what changes in a rush. */
export function PlanTab({ shop, leads }: TabProps) {
  const t = useText();
  const zone = useShop(shop)?.timezone;
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const settings = useSettings(shop);
  const [night, setNight] = useState<NightPlan | null>(null);
  const [peaks, setPeaks] = useState<Peak[] | null>(null);
  const save = useMutation({
    mutationFn: (change: SettingsChange) =>
      body(
        http.PATCH("/api/shops/{shop}/settings", {
          params: { path: { shop } },
          body: { ...change, version: settings.data?.version ?? null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["settings", shop] });
      setNight(null);
      setPeaks(null);
      message.success(t.common.saved);
    },
    onError: (error) => {
      message.error(sentence(t, error)); // not awaited: the button is free again before the note is gone
    },
  });
  if (settings.isPending) return <Loading rows={8} />;
  if (settings.isError) return <Failed error={settings.error} onRetry={() => settings.refetch()} />;
  const shownNight = night ?? settings.data.night;
  const shownPeaks = peaks ?? settings.data.peaks;
  const changed = night !== null || peaks !== null;
  const whole: SettingsChange = { ...(night ? { night } : {}), ...(peaks ? { peaks } : {}) };
  return (
    <div className={`${styles.list} ${styles.tab}`}>
      <MorningList shop={shop} />
      <NightForm shop={shop} plan={shownNight} disabled={!leads} onChange={setNight} />
      <PeakList zone={zone} peaks={shownPeaks} disabled={!leads} onChange={setPeaks} />
      <PeakFigures shop={shop} version={settings.data.version} />
      {changed ? (
        <p className={styles.line}>
          <span className={styles.grow}>{t.settings.unsaved}</span>
          <Button
            onClick={() => {
              setNight(null);
              setPeaks(null);
            }}
          >
            {t.settings.discard}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(whole)} data-testid="plan-save">
            {t.common.save}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
