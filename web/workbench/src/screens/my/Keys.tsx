import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { Fragment, type KeyboardEvent, useState } from "react";
import { ACTION_NAMES, type Action, bound, chord, chordText, refusalOf } from "../../app/bindings";
import { setPreferences, usePreferences } from "../../app/preferences";
import { type Texts, useText } from "../../i18n";
import page from "../page.module.css";
import styles from "./my.module.css";

const BARE = new Set(["Control", "Alt", "Shift", "Meta"]);

function actionName(t: Texts, action: Action): string {
  return t.keys[action as keyof Texts["keys"]] ?? action;
}

/** Every key of the desk can be bound anew. */
export function Keys() {
  const t = useText();
  const { message } = AntApp.useApp();
  const { keys } = usePreferences();
  const [asked, setAsked] = useState<Action | null>(null);

  const take = (event: KeyboardEvent, action: Action) => {
    if (asked !== action || BARE.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setAsked(null);
    const pressed = chord(event.nativeEvent);
    const refusal = refusalOf(pressed, action, keys);
    if (refusal === "modifier") return void message.warning(t.day.needModifier);
    if (refusal) return void message.warning(t.day.taken(actionName(t, refusal)));
    setPreferences({ keys: { ...keys, [action]: pressed } });
    setAsked(null);
  };
  return (
    <section className={page.section}>
      <h2 className={page.sectionTitle}>{t.day.keysTitle}</h2>
      <p className={page.lead}>{t.day.keysHint}</p>
      <div className={styles.keys}>
        {ACTION_NAMES.map((action) => (
          <Fragment key={action}>
            <span>{actionName(t, action)}</span>
            <Button
              size="small"
              aria-label={`${actionName(t, action)}: ${chordText(bound(action, keys))}`}
              onClick={() => setAsked(action)}
              onBlur={() => setAsked(null)}
              onKeyDown={(event) => take(event, action)}
              data-testid={`key-${action}`}
            >
              {asked === action ? t.day.press : chordText(bound(action, keys))}
            </Button>
          </Fragment>
        ))}
      </div>
      <Button onClick={() => setPreferences({ keys: {} })} data-testid="keys-reset">
        {t.day.reset}
      </Button>
    </section>
  );
}
