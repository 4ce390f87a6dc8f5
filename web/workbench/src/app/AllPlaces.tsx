import AppstoreOutlined from "@ant-design/icons/AppstoreOutlined";
import { Link } from "@tanstack/react-router";
import Drawer from "antd/es/drawer";
import { useState } from "react";
import { useText } from "../i18n";
import styles from "./app.module.css";
import { GROUPS, groupOf, type PlaceEntry } from "./places";
import { Unread } from "./Unread";
import type { WaitingAt } from "./useWaiting";

interface Props {
  places: readonly PlaceEntry[];
  at: string | undefined;
  waiting: WaitingAt;
  /** Places that stand in the bar with their own counts. */
  apart: readonly PlaceEntry["to"][];
}

/** All places in a sheet, for the phone. */
export function AllPlaces({ places, at, waiting, apart }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const hidden = places.filter((place) => !apart.includes(place.to)).map((place) => waiting(place.to));
  const told = hidden.flatMap((one) => (one.told ? [one.told] : []));
  return (
    <>
      <button
        type="button"
        className={`${styles.railButton} ${styles.place}`}
        aria-haspopup="dialog"
        aria-label={told.length ? [t.rail.all, ...told].join(" · ") : undefined}
        onClick={() => setOpen(true)}
        data-testid="places-all"
      >
        <AppstoreOutlined />
        <Unread n={hidden.reduce((sum, one) => sum + one.n, 0)} />
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
                    <span>{[place.name(t), waiting(place.to).told].filter(Boolean).join(" · ")}</span>
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
