import { Link } from "@tanstack/react-router";
import Modal from "antd/es/modal";
import { Fragment } from "react";
import { type Texts, useText } from "../i18n";
import styles from "./app.module.css";
import { type Action, CONTEXT_KEYS, LIST_KEYS } from "./bindings";
import { useKeyText } from "./keyText";
import { setUi } from "./ui";

type Line = readonly [keyof Texts["keys"], readonly (Action | readonly [string])[]];

/** An action by its name (its keys may be bound anew), or a fixed key in brackets. */
const KEYS: readonly Line[] = [
  ["palette", ["palette"]],
  ["find", ["find"]],
  ["tabs", LIST_KEYS],
  ["contextTabs", CONTEXT_KEYS],
  ["nextChat", ["previous", "next"]],
  ["due", ["due"]],
  ["take", ["take"]],
  ["transfer", ["transfer"]],
  ["close", ["close"]],
  ["note", ["note"]],
  ["soothe", ["soothe"]],
  ["callHelp", ["callHelp"]],
  ["snooze", ["snooze"]],
  ["focus", ["focus"]],
  ["phrases", [["/"], ["、"], ["／"]]],
  ["products", [["@"]]],
  ["suggestion", [["Tab"]]],
  ["dismiss", [["Esc"]]],
  ["rewrite", ["rewrite"]],
  ["edit", [["↑"]]],
  ["send", [["Enter"]]],
  ["newline", [["Shift+Enter"]]],
  ["help", ["help"]],
];

export function Help() {
  const t = useText();
  const keyOf = useKeyText();
  return (
    <Modal open title={t.keys.title} footer={null} onCancel={() => setUi({ open: null })}>
      <dl className={styles.keys} data-testid="help">
        {KEYS.map(([name, keys]) => (
          <Fragment key={name}>
            <dt>{t.keys[name]}</dt>
            <dd>
              {keys.map((key) => {
                const text = typeof key === "string" ? keyOf(key) : key[0];
                return (
                  <Fragment key={text}>
                    <kbd>{text}</kbd>{" "}
                  </Fragment>
                );
              })}
            </dd>
          </Fragment>
        ))}
      </dl>
      <Link to="/my" onClick={() => setUi({ open: null })}>
        {t.day.my}
      </Link>
    </Modal>
  );
}
