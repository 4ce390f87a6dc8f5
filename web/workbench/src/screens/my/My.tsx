import Button from "antd/es/button";
import Radio from "antd/es/radio";
import Switch from "antd/es/switch";
import { beep } from "../../app/alerts";
import { setPreferences, usePreferences } from "../../app/preferences";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { Keys } from "./Keys";

/** A person's own settings of this browser: alerts, the Enter key, keys. */
export function My() {
  const t = useText();
  const own = usePreferences();
  const denied = globalThis.Notification?.permission === "denied";
  const notify = async (on: boolean) => {
    if (on && globalThis.Notification?.permission === "default") await Notification.requestPermission();
    setPreferences({ notify: on });
  };
  return (
    <Page name="my" title={t.day.my}>
      <section className={page.section}>
        <h2 className={page.sectionTitle}>{t.day.alerts}</h2>
        <Labelled id="notify" label={t.day.notify} hint={denied ? t.day.notifyDenied : t.day.notifyHint}>
          <Switch
            id="notify"
            checked={own.notify && !denied}
            disabled={denied}
            onChange={notify}
            data-testid="my-notify"
          />
        </Labelled>
        <Labelled id="sound" label={t.day.sound}>
          <Switch
            id="sound"
            checked={own.sound}
            onChange={(sound) => setPreferences({ sound })}
            data-testid="my-sound"
          />{" "}
          <Button size="small" type="link" onClick={beep}>
            {t.day.soundTry}
          </Button>
        </Labelled>
        <Labelled id="title" label={t.day.title}>
          <Switch
            id="title"
            checked={own.title}
            onChange={(title) => setPreferences({ title })}
            data-testid="my-title"
          />
        </Labelled>
        <Labelled id="enter" label={t.day.enter}>
          <Radio.Group
            id="enter"
            value={own.enter}
            onChange={(event) => setPreferences({ enter: event.target.value as "send" | "line" })}
            options={[
              { value: "send", label: t.day.enterSend },
              { value: "line", label: t.day.enterLine },
            ]}
          />
        </Labelled>
      </section>
      <Keys />
    </Page>
  );
}
