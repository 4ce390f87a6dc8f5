/** The small form of a case, and the facts that it stands for (the case form of `xiaoer decide`). */
export const FLAGS = [
  "opened",
  "used",
  "tags_removed",
  "seal_broken",
  "activated",
  "photo",
  "custom_made",
  "perishable",
] as const;
export const STATUSES = ["unpaid", "paid_unshipped", "shipped", "delivered", "finished"] as const;

export type Flag = (typeof FLAGS)[number];

export interface CaseForm {
  type: string;
  reason: string;
  status: (typeof STATUSES)[number];
  category: string;
  /** Local times as the inputs give them (`2026-06-04T15:00`), in the shop's zone; empty = not known. */
  signed: string;
  asked: string;
  amount: string;
  flags: readonly Flag[];
}

export const EMPTY_CASE: CaseForm = {
  type: "return_refund",
  reason: "no_reason",
  status: "delivered",
  category: "",
  signed: "",
  asked: "",
  amount: "",
  flags: ["opened"],
};

const OF_GOODS = new Set<Flag>(["custom_made", "perishable"]);
const PHOTOS: Record<string, string> = { quality: "photo_defect", damaged: "photo_item", wrong_item: "photo_item" };
/** The shops that this desk serves stand in China: one zone, no clock changes. */
const OFFSET = "+08:00";

export function factsOf(form: CaseForm): Record<string, unknown> {
  const known = (flag: Flag) => form.flags.includes(flag);
  const request: Record<string, unknown> = { type: form.type, reason: form.reason };
  const goods: Record<string, boolean> = {};
  for (const flag of FLAGS) {
    if (flag === "photo") continue;
    if (OF_GOODS.has(flag)) goods[flag] = known(flag);
    else request[flag] = known(flag);
  }
  if (known("photo") && PHOTOS[form.reason]) request.evidence = [PHOTOS[form.reason]];
  if (form.asked) request.at = moment(form.asked);
  const order: Record<string, unknown> = { status: form.status };
  if (form.signed) order.signed_at = moment(form.signed);
  if (/^\d+(\.\d{1,2})?$/.test(form.amount.trim())) order.amount_paid = form.amount.trim();
  return { category: form.category, product_flags: goods, order, request };
}

function moment(local: string): string {
  return `${local.length === 16 ? `${local}:00` : local}${OFFSET}`;
}
