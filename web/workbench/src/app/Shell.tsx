import { Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useText } from "../i18n";
import { useAhead } from "../parts/lazily";
import { useAlerts } from "./alerts";
import styles from "./app.module.css";
import { LinkBar } from "./LinkBar";
import { Rail } from "./Rail";
import { useUi } from "./ui";
import { useKeys } from "./useKeys";
import { useWorstClock } from "./useWorstClock";

const palette = () => import("./Palette");
const help = () => import("./Help");
const AHEAD = [palette, help];
const Palette = lazy(() => palette().then((m) => ({ default: m.Palette })));
const Help = lazy(() => help().then((m) => ({ default: m.Help })));

/** The frame around every screen of a signed-in person. */
export function Shell() {
  const t = useText();
  const { open } = useUi();
  // The companion is a narrow window of its own beside another client: no rail.
  const alone = useLocation({ select: (location) => location.pathname.endsWith("/companion") });
  useKeys();
  useWorstClock();
  useAlerts();
  useAhead(AHEAD);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#chat">
        {t.app.skip}
      </a>
      {alone ? null : <Rail />}
      <div className={styles.main}>
        <LinkBar />
        <div className={styles.screen}>
          <Outlet />
        </div>
      </div>
      <Suspense>
        {open === "palette" ? <Palette /> : null}
        {open === "help" ? <Help /> : null}
      </Suspense>
    </div>
  );
}
