import type { Sku } from "./types";

/** What is chosen so far: option name → value. */
export type Choice = Readonly<Record<string, string>>;

export interface Group {
  name: string;
  values: string[];
}

/** The options of a product in the order in which its SKUs name them. SKUs without options choose by their spec. */
export function groups(skus: readonly Sku[], fallback: string): Group[] {
  const found = new Map<string, Set<string>>();
  for (const sku of skus) {
    for (const { name, value } of optionsOf(sku, fallback)) {
      found.set(name, (found.get(name) ?? new Set()).add(value));
    }
  }
  return [...found].map(([name, values]) => ({ name, values: [...values] }));
}

function optionsOf(sku: Sku, fallback: string): { name: string; value: string }[] {
  return sku.options.length > 0 ? sku.options : [{ name: fallback, value: sku.spec || sku.number }];
}

function fits(sku: Sku, choice: Choice, fallback: string): boolean {
  const own = new Map(optionsOf(sku, fallback).map(({ name, value }) => [name, value]));
  return Object.entries(choice).every(([name, value]) => own.get(name) === value);
}

/** The one SKU that is meant, once every option is chosen. */
export function chosen(skus: readonly Sku[], choice: Choice, fallback: string): Sku | null {
  const left = skus.filter((sku) => fits(sku, choice, fallback));
  const full = groups(skus, fallback).every(({ name }) => choice[name] !== undefined);
  return full && left[0] !== undefined ? left[0] : null;
}

/** Whether a value is still to be had beside the others that are chosen: `gone` = no such SKU, `out` = none in stock. */
export function availability(
  skus: readonly Sku[],
  choice: Choice,
  name: string,
  value: string,
  fallback: string,
): "in" | "out" | "gone" {
  const left = skus.filter((sku) => fits(sku, { ...choice, [name]: value }, fallback));
  if (left.length === 0) return "gone";
  return left.every((sku) => sku.stock === 0) ? "out" : "in";
}
