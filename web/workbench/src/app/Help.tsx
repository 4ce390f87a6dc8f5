import Modal from "antd/es/modal";
import { Fragment } from "react";
import { type Texts, useText } from "../i18n";
import styles from "./app.module.css";
import { setUi } from "./ui";

const KEYS: readonly (readonly [keyof Texts["keys"], readonly string[]])[] = [
  ["palette", ["Ctrl+K", "⌘+K"]],
  ["tabs", ["Alt+1", "Alt+2", "Alt+3"]],
  ["contextTabs", ["Alt+4", "Alt+5", "Alt+6", "Alt+7"]],
  ["nextChat", ["Alt+↑", "Alt+↓"]],
  ["take", ["Alt+A"]],
  ["transfer", ["Alt+T"]],
  ["close", ["Alt+W"]],
  ["note", ["Alt+N"]],
  ["focus", ["Alt+I"]],
  ["phrases", ["/", "、", "／"]],
  ["products", ["@"]],
  ["suggestion", ["Tab"]],
  ["dismiss", ["Esc"]],
  ["rewrite", ["Alt+R"]],
  ["edit", ["↑"]],
  ["send", ["Enter"]],
  ["newline", ["Shift+Enter"]],
  ["help", ["Ctrl+/"]],
];

export function Help() {
  const t = useText();
  return (
    <Modal open title={t.keys.title} footer={null} onCancel={() => setUi({ open: null })}>
      <dl className={styles.keys} data-testid="help">
        {KEYS.map(([name, keys]) => (
          <Fragment key={name}>
            <dt>{t.keys[name]}</dt>
            <dd>
              {keys.map((key) => (
                <Fragment key={key}>
                  <kbd>{key}</kbd>{" "}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
