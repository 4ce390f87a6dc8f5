import AppstoreOutlined from "@ant-design/icons/AppstoreOutlined";
import { Link } from "@tanstack/react-router";
import Drawer from "antd/es/drawer";
import { useState } from "react";
import { useText } from "../i18n";
import styles from "./app.module.css";
import { GROUPS, groupOf, NOTICES, type PlaceEntry } from "./places";
import { Unread } from "./Unread";

interface Props {
  places: readonly PlaceEntry[];
  at: string | undefined;
  /** Notices that are not confirmed. */
  unread: number;
}

/** All places in a sheet, for the phone. */
export function AllPlaces({ places, at, unread }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`${styles.railButton} ${styles.place}`}
        aria-haspopup="dialog"
        aria-label={unread ? `${t.rail.all} · ${t.rail.unread(unread)}` : undefined}
        onClick={() => setOpen(true)}
        data-testid="places-all"
      >
        <AppstoreOutlined />
        <Unread n={unread} />
        <span className={styles.placeName}>{t.rail.all}</span>
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" title={t.app.menu} size="large">
        {GROUPS.map((group) => {
          const own = places.filter((place) => groupOf(place) === group);
          return own.length === 0 ? null : (
            <section key={group} className={styles.sheet} aria-label={t.rail.groups[group]}>
              <h3>{t.rail.groups[group]}</h3>
              <div>
                {own.map((place) => (
                  <Link
                    key={place.to}
                    to={place.to}
                    className={styles.sheetPlace}
                    aria-current={place.to === at ? "page" : undefined}
                    onClick={() => setOpen(false)}
                  >
                    {place.icon}
                    <span>
                      {place.to === NOTICES && unread ? `${place.name(t)}（${t.rail.unread(unread)}）` : place.name(t)}
                    </span>
                  </Link>
                ))}
              </div>
            </section>
          );
        })}
      </Drawer>
    </>
  );
}
