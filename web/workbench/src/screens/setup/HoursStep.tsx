import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { SettingsChange } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { HoursSection } from "../settings/HoursSection";
import styles from "./setup.module.css";
import { useSave } from "./useSave";

/** Business hours, saved at once. */
export function HoursStep({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const settings = useSettings(shop, true);
  const save = useSave(shop);
  const [changed, setChanged] = useState<SettingsChange>({});
  if (settings.isError) return <Failed error={settings.error} onRetry={() => settings.refetch()} />;
  if (!settings.data) return <Loading rows={4} />;
  const value = { ...settings.data, ...changed } as typeof settings.data;
  const submit = () =>
    save.mutate(changed, {
      onSuccess: () => {
        setChanged({});
        message.success(t.common.saved);
      },
    });
  return (
    <div className={styles.flow}>
      <p className={styles.quiet}>{t.setup.hoursHint}</p>
      <HoursSection value={value} onChange={(part) => setChanged((held) => ({ ...held, ...part }))} />
      {save.isError ? <p role="alert">{sentence(t, save.error)}</p> : null}
      {Object.keys(changed).length ? (
        <div className={styles.bar}>
          <Button type="primary" loading={save.isPending} onClick={submit} data-testid="hours-save">
            {t.common.save}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
