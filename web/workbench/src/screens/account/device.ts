/** A browser's long name of itself, in two words that people know. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/i, "微信"],
  [/Edg/, "Edge"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
];

const first = (text: string, names: readonly [RegExp, string][]) => names.find(([form]) => form.test(text))?.[1];

export function deviceName(agent: string): string {
  const known = [first(agent, BROWSERS), first(agent, SYSTEMS)].filter(Boolean);
  return known.length ? known.join(" · ") : agent.slice(0, 40);
}
