import { Link, useLocation } from "@tanstack/react-router";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import styles from "./nav.module.css";

const intoSight = (link: HTMLElement | null) => link?.scrollIntoView?.({ block: "nearest", inline: "nearest" });

/** The ways between the pages under settings. */
export function SettingsNav() {
  const t = useText();
  const owner = useHold().session.shops.some((one) => one.role === "owner");
  const path = useLocation({ select: (location) => location.pathname });
  const pages = [
    { to: "/settings", label: t.owner.nav.shop },
    ...(owner ? [{ to: "/settings/shops", label: t.owner.nav.shops } as const] : []),
    { to: "/settings/staff", label: t.owner.nav.staff },
    { to: "/settings/imports", label: t.owner.nav.imports },
    { to: "/settings/privacy", label: t.owner.nav.privacy },
    ...(owner ? [{ to: "/settings/connect", label: t.owner.nav.connect } as const] : []),
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
          // On a phone they stand in one line that scrolls: the one that is open is in sight.
          ref={path.endsWith(to) ? intoSight : null}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
