/** Finds materials by words of their title, their product and what is said with them. Pure. */
import type { Material } from "../../protocol/types";

export function matchMaterials(all: readonly Material[], query: string): Material[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const text = `${one.title} ${one.product} ${one.said}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What `@` offers: valid ones of the product in view first, then of the whole shop, then of other products. */
export function offered(all: readonly Material[], query: string, product: string | null, limit = 6): Material[] {
  const nearness = (one: Material) => (product && one.product === product ? 0 : one.product ? 2 : 1);
  const wanted = query.trim();
  return matchMaterials(all, wanted)
    .filter((one) => !one.expired && (wanted || nearness(one) < 2))
    .sort((a, b) => nearness(a) - nearness(b))
    .slice(0, limit);
}
