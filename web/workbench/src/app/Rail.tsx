import BgColorsOutlined from "@ant-design/icons/BgColorsOutlined";
import ControlOutlined from "@ant-design/icons/ControlOutlined";
import GlobalOutlined from "@ant-design/icons/GlobalOutlined";
import LogoutOutlined from "@ant-design/icons/LogoutOutlined";
import QuestionCircleOutlined from "@ant-design/icons/QuestionCircleOutlined";
import UserOutlined from "@ant-design/icons/UserOutlined";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import Dropdown from "antd/es/dropdown";
import Tooltip from "antd/es/tooltip";
import { lazy, Suspense } from "react";
import { chooseLanguage, useLanguage, useText } from "../i18n";
import { useNarrow } from "../parts/useNarrow";
import { useHold } from "../store/use";
import { type Choice, chooseTheme, useChoice } from "../theme/useTheme";
import styles from "./app.module.css";
import { groupOf, type PlaceEntry, placesFor, shortName, spokenName } from "./places";
import { StatusPicker } from "./StatusPicker";
import { Unread } from "./Unread";
import { setUi } from "./ui";
import { useWaiting, type Waiting } from "./useWaiting";

const THEMES: readonly Choice[] = ["system", "light", "dark"];

/** The way between screens, and one's own status. On a phone it lies at the bottom. */
export function Rail() {
  const t = useText();
  const { session } = useHold();
  const narrow = useNarrow();
  const roles = session.shops.map((shop) => shop.role);
  const path = useLocation({ select: (location) => location.pathname });
  const places = placesFor(roles);
  const waiting = useWaiting();
  // The desk's own pages (/c/…) belong to the first place.
  const ondesk = path === "/" || path.startsWith("/c/");
  const at = ondesk ? "/" : places.find((place) => place.to !== "/" && `${path}/`.includes(`${place.to}/`))?.to;
  const shown = narrow ? PHONE.flatMap((to) => places.filter((place) => place.to === to)) : places;
  return (
    <nav className={styles.rail} aria-label={t.app.menu}>
      <div className={styles.places}>
        {shown.map((place, n) => (
          <Place
            key={place.to}
            place={place}
            at={place.to === at}
            first={n > 0 && startsGroup(shown, n)}
            waiting={waiting(place.to)}
          />
        ))}
        {narrow ? (
          <Suspense>
            <AllPlaces places={places} at={at} waiting={waiting} apart={PHONE} />
          </Suspense>
        ) : null}
      </div>
      <span className={styles.gap} />
      {narrow ? null : (
        <Tooltip title={t.app.help} placement="right">
          <button
            type="button"
            className={styles.railButton}
            aria-label={t.app.help}
            onClick={() => setUi({ open: "help" })}
            data-testid="help-open"
          >
            <QuestionCircleOutlined />
          </button>
        </Tooltip>
      )}
      <More />
      <StatusPicker />
    </nav>
  );
}

const AllPlaces = lazy(() => import("./AllPlaces").then((m) => ({ default: m.AllPlaces })));

/** What stands in the bar of a phone; the others are one press away. */
const PHONE: readonly PlaceEntry["to"][] = ["/", "/work", "/cases", "/find"];

const startsGroup = (places: readonly PlaceEntry[], n: number): boolean => {
  const [before, here] = [places[n - 1], places[n]];
  return !!before && !!here && groupOf(before) !== groupOf(here);
};

interface PlaceProps {
  place: PlaceEntry;
  /** One is there. */
  at: boolean;
  /** Another group begins. */
  first?: boolean;
  waiting: Waiting;
}

function Place({ place, at, first = false, waiting: { n, told } }: PlaceProps) {
  const t = useText();
  return (
    <Tooltip title={told ? `${place.name(t)} · ${told}` : place.name(t)} placement="right">
      <Link
        to={place.to}
        className={`${styles.railButton} ${styles.place} ${first ? styles.first : ""}`}
        aria-current={at ? "page" : undefined}
        aria-label={told ? `${spokenName(place, t)} · ${told}` : spokenName(place, t)}
      >
        {place.icon}
        <Unread n={n} />
        <span className={styles.placeName}>{shortName(place, t)}</span>
      </Link>
    </Tooltip>
  );
}

function More() {
  const t = useText();
  const { signOut, session } = useHold();
  const language = useLanguage();
  const navigate = useNavigate();
  const choice = useChoice();
  const themes = THEMES.map((theme) => ({ key: theme, label: t.app.theme[theme], onClick: () => chooseTheme(theme) }));
  const items = [
    { key: "who", label: `${session.staff.name} · ${session.staff.service_number}`, disabled: true },
    {
      key: "language",
      label: t.app.language,
      icon: <GlobalOutlined />,
      onClick: () => chooseLanguage(language === "zh" ? "en" : "zh"),
    },
    { key: "theme", label: t.app.themeTitle, icon: <BgColorsOutlined />, children: themes },
    { key: "account", label: <Link to="/settings/account">{t.owner.nav.account}</Link>, icon: <UserOutlined /> },
    { key: "my", label: t.day.my, icon: <ControlOutlined />, onClick: () => void navigate({ to: "/my" }) },
    { key: "out", label: t.app.signOut, icon: <LogoutOutlined />, onClick: signOut },
  ];
  return (
    <Dropdown menu={{ items, selectedKeys: [choice] }} trigger={["click"]} placement="topRight">
      <button type="button" className={styles.railButton} aria-label={t.app.more} data-testid="rail-more">
        <span className={styles.initial}>{session.staff.name.slice(0, 1)}</span>
      </button>
    </Dropdown>
  );
}
