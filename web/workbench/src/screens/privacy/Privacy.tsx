import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import type { SettingsChange } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import styles from "../page.module.css";
import { RetentionSection } from "../settings/RetentionSection";
import { SettingsNav } from "../settings/SettingsNav";
import { useSave } from "../setup/useSave";
import { People } from "./People";

const MANAGERS = new Set(["owner", "lead"]);

/** How long things are kept, and what shoppers may ask for. */
export function Privacy() {
  const t = useText();
  const choice = useShopChoice((one) => MANAGERS.has(one.role));
  const { shop } = choice;
  if (!shop) return <Blank title={t.privacy.noRight} />;
  return (
    <Page name="privacy" title={t.privacy.title} hint={t.privacy.hint} choice={choice}>
      <SettingsNav />
      <People key={`p${shop.code}`} shop={shop} />
      <Periods key={`r${shop.code}`} shop={shop.code} />
    </Page>
  );
}

function Periods({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const settings = useSettings(shop, true);
  const save = useSave(shop);
  const [changed, setChanged] = useState<SettingsChange>({});
  if (settings.isError) return <Failed error={settings.error} onRetry={() => settings.refetch()} />;
  if (!settings.data) return <Loading rows={5} />;
  const value = { ...settings.data, ...changed } as typeof settings.data;
  const submit = () =>
    save.mutate(
      { ...changed, version: settings.data.version },
      {
        onSuccess: () => {
          setChanged({});
          message.success(t.common.saved);
        },
      },
    );
  return (
    <>
      <RetentionSection value={value} onChange={(part) => setChanged((held) => ({ ...held, ...part }))} />
      {save.isError ? <p role="alert">{sentence(t, save.error)}</p> : null}
      {Object.keys(changed).length ? (
        <div className={styles.bar}>
          <Button type="primary" loading={save.isPending} onClick={submit} data-testid="periods-save">
            {t.common.save}
          </Button>
        </div>
      ) : null}
    </>
  );
}
