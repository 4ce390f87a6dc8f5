import { describe, expect, it } from "vitest";
import { type Mode, PALETTES } from "./palette";

function light(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** `share` of `over` on `under`. */
function mix(over: string, under: string, share: number): string {
  const part = (i: number) => {
    const [a = 0, b = 0] = [over, under].map((hex) => Number.parseInt(hex.slice(i, i + 2), 16));
    return Math.round(a * share + b * (1 - share))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

describe.each(["light", "dark"] as Mode[])("%s: text is readable (WCAG AA, 4.5:1)", (mode) => {
  const c = PALETTES[mode];
  const plain = [c.ink, c["ink-2"], c.accent, c["accent-2"]];
  const grounds: [string, string, string[]][] = [
    ["paper", c.paper, [...plain, c.waiting, c.urgent, c["urgent-2"], c.good]],
    ["surface, and the chosen row", c.surface, [...plain, c.waiting, c.urgent, c["urgent-2"], c.good]],
    ["the agent's bubble", mix(c.accent, c.surface, 0.1), plain],
    ["the robot's bubble", mix(c.accent, c.surface, 0.05), plain],
  ];
  it.each(grounds)("on %s", (_, ground, inks) => {
    for (const ink of inks) expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it("on notes and on the accent", () => {
    expect(contrast(c.ink, c.note)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(c["ink-2"], c.note)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(c["on-accent"], c.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(c["on-accent"], c["accent-2"])).toBeGreaterThanOrEqual(4.5);
  });
});
