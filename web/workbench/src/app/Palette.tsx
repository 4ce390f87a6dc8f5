import { useNavigate, useParams } from "@tanstack/react-router";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import { Fragment, useId, useMemo, useState } from "react";
import { useText } from "../i18n";
import { matchPhrases } from "../screens/desk/composer/match";
import { wantedRows } from "../screens/desk/list/order";
import { useLivePhrases } from "../store/queries";
import { useHold, useView } from "../store/use";
import styles from "./app.module.css";
import { setUi, tellComposer } from "./ui";
import { useCommands } from "./useCommands";

interface Result {
  key: string;
  group: string;
  text: string;
  side: string;
  run(): void;
}

const FEW = 8;

function show(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}

/** Ctrl+K: conversations, actions and phrases from one field. */
export function Palette() {
  const t = useText();
  const navigate = useNavigate();
  const me = useHold().session.staff.id;
  const { id } = useParams({ strict: false });
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const conversations = useView((view) => view.state.conversations);
  const here = id === undefined ? undefined : conversations.get(Number(id));
  const phrases = useLivePhrases(here?.shop ?? "", here !== undefined);
  const commands = useCommands(id === undefined ? null : Number(id));

  const results = useMemo<Result[]>(() => {
    const wanted = query.trim().toLowerCase();
    const chats = wantedRows(conversations.values(), { tab: "all", me, shop: null, query }).slice(0, FEW);
    const acts = commands.filter((one) => one.text.toLowerCase().includes(wanted));
    const lines = wanted ? matchPhrases(phrases.data ?? [], query, FEW) : [];
    return [
      ...chats.map((chat) => ({
        key: `chat${chat.id}`,
        group: t.palette.conversations,
        text: `${chat.shopper.nick}  ${chat.last_message?.preview ?? ""}`,
        side: t.state[chat.state],
        run: () => void navigate({ to: "/c/$id", params: { id: String(chat.id) } }),
      })),
      ...acts.map((act) => ({ ...act, group: t.palette.actions })),
      ...lines.map((line) => ({
        key: `phrase${line.id}`,
        group: t.palette.phrases,
        text: line.text,
        side: line.code ? `/${line.code}` : line.group,
        run: () => tellComposer({ do: "phrase", phrase: line }),
      })),
    ];
  }, [query, conversations, me, commands, phrases.data, t, navigate]);

  const close = () => setUi({ open: null });
  const chosen = Math.min(at, Math.max(0, results.length - 1));
  const run = (result: Result | undefined) => {
    if (!result) return;
    close();
    // After the dialog has given the focus back.
    setTimeout(result.run, 0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + results.length) % Math.max(1, results.length));
    else if (event.key === "Enter") run(results[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      footer={null}
      closable={false}
      title={t.palette.title}
      classNames={{ header: "sr-only" }}
      onCancel={close}
    >
      <div className={styles.palette} data-testid="palette">
        <Input
          autoFocus
          size="large"
          value={query}
          placeholder={t.palette.placeholder}
          aria-label={t.palette.placeholder}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={`${listId}-${chosen}`}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          data-testid="palette-input"
        />
        <div className={styles.results} role="listbox" id={listId} aria-label={t.palette.title}>
          {results.length ? null : <p className={styles.group}>{t.palette.none}</p>}
          {results.map((result, i) => (
            <Fragment key={result.key}>
              {result.group === results[i - 1]?.group ? null : <div className={styles.group}>{result.group}</div>}
              <div
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === chosen}
                className={styles.result}
                ref={i === chosen ? show : undefined}
                onClick={() => run(result)}
                onKeyDown={onKeyDown}
                data-testid="palette-item"
              >
                <span className={styles.resultText}>{result.text}</span>
                <span className={styles.resultSide}>{result.side}</span>
              </div>
            </Fragment>
          ))}
        </div>
        <div className={styles.hint}>{t.palette.hint}</div>
      </div>
    </Modal>
  );
}
