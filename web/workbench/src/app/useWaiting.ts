/** What stands on the places of the rail: how much waits there, and how it is said. */
import type { LinkProps } from "@tanstack/react-router";
import { useText } from "../i18n";
import { useUnreadNotices } from "../store/notices";
import { useOwed } from "../store/owed";
import { NOTICES } from "./places";

export interface Waiting {
  n: number;
  told: string;
}

export type WaitingAt = (place: LinkProps["to"]) => Waiting;

const NONE: Waiting = { n: 0, told: "" };

export function useWaiting(): WaitingAt {
  const t = useText();
  const { tasks, cases, complaints } = useOwed();
  const unread = Object.values(useUnreadNotices()).reduce((sum, n) => sum + n, 0);
  const counts: readonly (readonly [LinkProps["to"], number, (n: number) => string])[] = [
    [NOTICES, unread, t.rail.unread],
    ["/work", tasks, t.rail.tasks],
    ["/cases", cases, t.rail.cases],
    ["/complaints", complaints, t.rail.complaints],
  ];
  return (place) => {
    const [, n = 0, say] = counts.find(([to]) => to === place) ?? [];
    return n && say ? { n, told: say(n) } : NONE;
  };
}
