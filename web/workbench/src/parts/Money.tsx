import { useText } from "../i18n";

/** "148" → "¥148.00": two decimals, from the decimal string without going through a float. */
export function moneyText(value: string): string {
  const [yuan = "0", fen = ""] = value.split(".");
  return `¥${yuan}.${fen.padEnd(2, "0").slice(0, 2)}`;
}

export function Money({ value }: { value: string | null | undefined }) {
  const t = useText();
  return <span>{value === null || value === undefined || value === "" ? t.common.unknown : moneyText(value)}</span>;
}

export function PriceRange({ from, to }: { from: string | null; to: string | null }) {
  if (!to || from === to) return <Money value={from} />;
  return (
    <span>
      <Money value={from} />–{moneyText(to)}
    </span>
  );
}
