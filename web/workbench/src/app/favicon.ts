import type { Urgency } from "../parts/time";
import { type Mode, PALETTES } from "../theme/palette";

/** Draws the tab's icon: calm as it is, else the minutes left on amber or cinnabar. */
export function drawIcon(tone: Urgency | null, minutes: string | null, mode: Mode): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  link.href = tone && minutes ? drawn(tone, minutes, mode) : `${import.meta.env.BASE_URL}favicon.svg`;
}

function drawn(tone: Urgency, minutes: string, mode: Mode): string {
  const colours = PALETTES[mode];
  const ground = { calm: colours.accent, waiting: colours.waiting, urgent: colours.urgent }[tone];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${ground}"/>` +
    `<text x="16" y="23" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="19" fill="${colours["on-accent"]}">${minutes}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
