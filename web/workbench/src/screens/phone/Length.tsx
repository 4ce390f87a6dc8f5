import { useNow } from "../../parts/useNow";

/** How long it has been, `m:ss`. */
export function lengthText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

export function WaitClock({ since }: { since: string }) {
  const now = useNow();
  return <span>{lengthText(Math.max(0, (now - Date.parse(since)) / 1000))}</span>;
}
