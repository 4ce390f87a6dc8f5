/** The guide after the first start, in order. */
export const STEPS = ["hours", "colleagues", "data", "widget"] as const;
export type Step = (typeof STEPS)[number];

export function stepOf(value: unknown): Step {
  return STEPS.find((one) => one === value) ?? "hours";
}
