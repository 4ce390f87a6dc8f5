/** Variables in quick phrases: {买家昵称} and the like. Their names are data and the same in every language. Pure. */

export const VARIABLES = ["买家昵称", "订单号", "商品", "店铺", "客服"] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Partial<Record<Variable, string | null>>;

const SIGN = /\{(买家昵称|订单号|商品|店铺|客服)\}/g;

export function fill(text: string, values: Values): string {
  return text.replace(SIGN, (whole, name: Variable) => values[name] || whole);
}

export function wants(text: string, name: Variable): boolean {
  return text.includes(`{${name}}`);
}

/** Where the first variable stands that nothing was known for. */
export function unfilled(text: string): { start: number; end: number; sign: string } | null {
  SIGN.lastIndex = 0;
  const found = SIGN.exec(text);
  return found ? { start: found.index, end: found.index + found[0].length, sign: found[0] } : null;
}
