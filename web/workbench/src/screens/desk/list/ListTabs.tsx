import { LIST_KEYS } from "../../../app/bindings";
import { useKeyText } from "../../../app/keyText";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import styles from "./list.module.css";
import { TABS, type Tab } from "./order";

export function ListTabs({ tab, counts }: { tab: Tab; counts: Record<Tab, number> }) {
  const t = useText();
  const keyOf = useKeyText();
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    if (!next) return;
    setUi({ tab: next });
    document.getElementById(`list-tab-${next}`)?.focus();
  };
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label={t.list.label}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "ArrowRight") step(1);
        if (event.key === "ArrowLeft") step(-1);
      }}
    >
      {TABS.map((one, i) => (
        <button
          key={one}
          id={`list-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab}
          tabIndex={one === tab ? 0 : -1}
          title={keyOf(LIST_KEYS[i] ?? "tab1")}
          className={styles.tab}
          onClick={() => setUi({ tab: one })}
          data-testid={`list-tab-${one}`}
        >
          {t.list[one]} <span className={styles.count}>{counts[one]}</span>
        </button>
      ))}
    </div>
  );
}
