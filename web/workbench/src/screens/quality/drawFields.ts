import type { Texts } from "../../i18n";

/** The numbers of a draw, by hand or each day: name, label, and the most that may be asked for. */
export function drawFields(t: Texts) {
  return [
    ["days", t.quality.days, 60],
    ["by_chance", t.quality.byChance, 50],
    ["by_risk", t.quality.byRisk, 50],
    ["of_new", t.quality.ofNew, 50],
  ] as const;
}
