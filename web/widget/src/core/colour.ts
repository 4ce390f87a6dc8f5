const PAPER = "#fbfaf7";
const INK = "#15171a";

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast of two colours by WCAG 2.2, 1…21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The text colour that reads better on the shop's own colour; null when that is no `#rrggbb`. */
export function textOn(colour: string): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null;
  return contrast(colour, PAPER) >= contrast(colour, INK) ? PAPER : INK;
}
