import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Client } from "../core/client";
import { type Lang, TEXTS } from "../i18n/texts";
import { type Sheet, type Ui, UiProvider } from "./context";
import { Icon } from "./icons";
import { Panel } from "./Panel";

export interface AppProps {
  client: Client;
  lang: Lang;
  onLang: (lang: Lang) => void;
  announce: Ui["announce"];
}

/** The button in the corner and, when it is open, the chat. */
export function App({ client, lang, onLang, announce }: AppProps) {
  const [, redraw] = useState(0);
  const [sheet, show] = useState<Sheet | null>(null);
  const bubble = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const texts = TEXTS[lang] ?? TEXTS.zh;
  const { open } = client.state;

  useEffect(() => client.subscribe(() => redraw((n) => n + 1)), [client]);
  useEffect(() => {
    if (wasOpen.current && !open) {
      show(null);
      bubble.current?.focus();
    }
    wasOpen.current = open;
  }, [open]);

  const ui = useMemo<Ui>(
    () => ({
      client,
      texts,
      lang,
      setLang: onLang,
      sheet,
      show,
      announce,
    }),
    [client, texts, lang, sheet, onLang, announce],
  );
  const unread = open ? 0 : client.unread;
  const name = unread > 0 ? texts.openUnread(unread) : open ? texts.close : texts.open;

  return (
    <UiProvider value={ui}>
      <div class={open ? "root is-open" : "root"} lang={lang === "zh" ? "zh-CN" : "en"}>
        {open && <Panel key={client.who} />}
        <button
          ref={bubble}
          type="button"
          class="bubble"
          data-testid="xiaoer-bubble"
          aria-label={name}
          title={name}
          aria-expanded={open}
          onClick={() => client.setOpen(!open)}
        >
          <Icon name={open ? "down" : "chat"} size={26} />
          {unread > 0 && (
            <span class="badge" data-testid="xiaoer-unread" aria-hidden="true">
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </button>
      </div>
    </UiProvider>
  );
}
