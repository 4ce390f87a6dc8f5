import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { useSettings } from "../../store/queries";
import { Labelled } from "../settings/Labelled";
import styles from "./setup.module.css";
import { useSave } from "./useSave";

export function snippetOf(origin: string, shop: string): string {
  return `<script src="${origin}/widget.js" data-shop="${shop}" async></script>`;
}

/** The line that puts the chat window into a page, the sites where it may stand, and a page to try it. */
export function WidgetStep({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const settings = useSettings(shop, true);
  const save = useSave(shop);
  const [typed, setTyped] = useState<string | null>(null);
  const snippet = snippetOf(location.origin, shop);
  const origins = typed ?? settings.data?.origins.join("\n") ?? "";
  const copy = async () => {
    await navigator.clipboard.writeText(snippet);
    message.success(t.common.copied);
  };
  const submit = () =>
    save.mutate(
      { origins: origins.split("\n").flatMap((line) => line.trim().replace(/\/+$/, "") || []) },
      {
        onSuccess: () => {
          setTyped(null);
          message.success(t.setup.originsSaved);
        },
      },
    );
  return (
    <section className={styles.panel}>
      <h2>{t.setup.step.widget}</h2>
      <p className={styles.quiet}>{t.setup.widgetHint}</p>
      <Labelled id="snippet" label={t.setup.snippet}>
        <div className={styles.snippet}>
          <code id="snippet" data-testid="widget-snippet">
            {snippet}
          </code>
          <Button onClick={copy}>{t.common.copy}</Button>
        </div>
      </Labelled>
      <Labelled id="origins" label={t.setup.originsHint}>
        <Input.TextArea
          id="origins"
          autoSize={{ minRows: 2 }}
          value={origins}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Labelled>
      {save.isError ? <p role="alert">{sentence(t, save.error)}</p> : null}
      <div className={styles.bar}>
        {typed === null ? null : (
          <Button loading={save.isPending} onClick={submit}>
            {t.common.save}
          </Button>
        )}
        <Button href={`/try/${encodeURIComponent(shop)}`} target="_blank" rel="noopener" data-testid="widget-try">
          {t.setup.tryOut}
        </Button>
      </div>
      <p className={styles.quiet}>{t.setup.tryHint}</p>
      <p className={styles.quiet}>{t.setup.identityHint}</p>
    </section>
  );
}
