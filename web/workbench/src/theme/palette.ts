/** Every colour and measure of the workbench. Components use the names; only this file knows the values. */

export type Mode = "light" | "dark";

export interface Palette {
  paper: string;
  surface: string;
  line: string;
  ink: string;
  "ink-2": string;
  accent: string;
  /** The accent under the pointer: further from the ground, so that it stays readable. */
  "accent-2": string;
  "on-accent": string;
  urgent: string;
  "urgent-2": string;
  waiting: string;
  "waiting-fill": string;
  good: string;
  note: string;
  /** The rim of practice chats. */
  jade: string;
  shadow: string;
}

export const PALETTES: Record<Mode, Palette> = {
  light: {
    paper: "#FBFAF7",
    surface: "#FFFFFF",
    line: "#E8E5DE",
    ink: "#1F2328",
    "ink-2": "#5C6370",
    accent: "#1F6F78",
    "accent-2": "#185A62",
    "on-accent": "#FBFAF7",
    urgent: "#C8452F",
    "urgent-2": "#A93725",
    waiting: "#8F5B10",
    "waiting-fill": "#B7791F",
    good: "#3C7A4E",
    note: "#FFF6D6",
    jade: "#2F8F74",
    shadow: "#1F2328",
  },
  dark: {
    paper: "#15171A",
    surface: "#1C1F23",
    line: "#2C3036",
    ink: "#E6E4DF",
    "ink-2": "#9AA1AC",
    accent: "#4FB3BF",
    "accent-2": "#74C8D2",
    "on-accent": "#15171A",
    urgent: "#F0705A",
    "urgent-2": "#F59080",
    waiting: "#E0A84B",
    "waiting-fill": "#E0A84B",
    good: "#6FBF87",
    note: "#3A3420",
    jade: "#5BC2A0",
    shadow: "#000000",
  },
};

/** px, except where the name says otherwise. */
export const MEASURES = {
  fonts:
    '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  /** English first: CJK fonts draw “ ” as wide as a character. */
  "fonts-en":
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  text: 14,
  "text-list": 13,
  "text-meta": 12,
  "text-title": 16,
  step: 4,
  radius: 6,
  "radius-bubble": 10,
  rail: 56,
  list: 300,
  context: 360,
  row: 68,
  head: 52,
  control: 32,
  touch: 44,
  picture: 44,
  "picture-max": 260,
  measure: 560,
  form: 360,
  page: 880,
} as const;

/** Below this width the desk is three pages. */
export const NARROW = "(max-width: 800px)";

/** Marks the shops apart where a shop has no colour of its own. */
export const SHOP_COLOURS = ["#1F6F78", "#8F5B10", "#3C7A4E", "#7A4B8C", "#3F5F9E", "#A0463C"] as const;

/** How much of a shop's own colour its mark keeps, so that dark colours can be seen on dark paper. */
const MARK_SHARE: Record<Mode, string> = { light: "100%", dark: "60%" };

export function cssVariables(mode: Mode): Record<string, string> {
  const colours = Object.entries(PALETTES[mode]).map(([name, value]) => [`--${name}`, value] as const);
  const measures = Object.entries(MEASURES).map(
    ([name, value]) => [`--${name}`, typeof value === "number" ? `${value}px` : value] as const,
  );
  return { ...Object.fromEntries([...colours, ...measures]), "--mark-share": MARK_SHARE[mode] };
}
