import { Link, useLocation } from "@tanstack/react-router";
import { useText } from "../../i18n";
import styles from "./nav.module.css";

/** The ways between the pages under settings. */
export function SettingsNav() {
  const t = useText();
  const path = useLocation({ select: (location) => location.pathname });
  const pages = [
    { to: "/settings", label: t.owner.nav.shop },
    { to: "/settings/staff", label: t.owner.nav.staff },
    { to: "/settings/imports", label: t.owner.nav.imports },
  ] as const;
  return (
    <nav className={styles.nav} aria-label={t.owner.nav.label}>
      {pages.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          className={styles.link ?? ""}
          activeOptions={{ exact: true }}
          aria-current={path.endsWith(to) ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
