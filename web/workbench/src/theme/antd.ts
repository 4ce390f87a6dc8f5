/** Ant Design seen through the desk's tokens. */
import type { ThemeConfig } from "antd/es/config-provider/context";
import theme from "antd/es/theme";
import { MEASURES, type Mode, PALETTES } from "./palette";

export function antdTheme(mode: Mode): ThemeConfig {
  const c = PALETTES[mode];
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.accent,
      colorInfo: c.accent,
      colorSuccess: c.good,
      colorWarning: c["waiting-fill"],
      colorError: c.urgent,
      colorLink: c.accent,
      colorLinkHover: c["accent-2"],
      colorPrimaryHover: c["accent-2"],
      colorPrimaryTextHover: c["accent-2"],
      colorErrorHover: c["urgent-2"],
      colorText: c.ink,
      colorTextBase: c.ink,
      colorTextSecondary: c["ink-2"],
      colorTextTertiary: c["ink-2"],
      colorTextDescription: c["ink-2"],
      colorTextPlaceholder: c["ink-2"],
      colorTextLightSolid: c["on-accent"],
      colorBgLayout: c.paper,
      colorBgContainer: c.surface,
      colorBgElevated: c.surface,
      colorBorder: c.line,
      colorBorderSecondary: c.line,
      colorBgSpotlight: c.ink,
      fontFamily: "var(--fonts)",
      fontSize: MEASURES.text,
      fontSizeSM: MEASURES["text-meta"],
      borderRadius: MEASURES.radius,
      controlHeight: MEASURES.control,
      motionDurationSlow: "0.15s",
      motionDurationMid: "0.12s",
      motionDurationFast: "0.08s",
      wireframe: false,
    },
    components: {
      // A box or a ring must be seen before it is ticked.
      Checkbox: { colorBorder: c["ink-2"] },
      Radio: { colorBorder: c["ink-2"] },
      Tooltip: { colorTextLightSolid: c.paper },
      // The dark algorithm dims its seeds; what must be readable is said again.
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", colorError: c.urgent },
      Segmented: { itemSelectedBg: c.accent, itemSelectedColor: c["on-accent"], trackBg: c.paper },
      Tabs: { itemHoverColor: c["accent-2"], horizontalMargin: "0", horizontalItemGutter: MEASURES.step * 4 },
    },
  };
}
