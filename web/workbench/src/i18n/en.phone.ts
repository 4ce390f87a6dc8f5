/** Texts of the phone console, of telling first and of shoppers' records in English. */
import type { phone as zhPhone, telling as zhTelling } from "./zh.phone";

export const phone: typeof zhPhone = {
  title: "Phone",
  hint: "For incoming calls and callbacks: a script by scene; promised callbacks become tasks. Nothing is recorded.",
  counts: (n, mean) => `${n} calls answered, ${mean} in the mean`,
  kinds: { incoming: "Incoming", callback: "Callback" },
  scenes: { presale: "Before buying", order: "Order", aftersales: "After-sales", complaint: "Complaint" },
  states: { ringing: "Ringing", open: "On", ended: "Ended", missed: "Missed" },
  scene: "Scene",
  number: "Phone number",
  begin: "Begin",
  take: "Take",
  note: "Note (goes into the shopper's timeline)",
  back: "Promised callback at",
  end: "End the call",
  endWithBack: "End and owe a callback",
  empty: "No calls yet",
  emptyHint: "Enter a number and begin; a telephone system can let numbers ring here through the API.",
};

export const telling: typeof zhTelling = {
  tab: "Tell first",
  hint: "Stock-out or delay: tell the affected orders before they ask. One message each, through the gate; money goes into the payout register.",
  kind: "Matter",
  kinds: { stockout: "Out of stock", delay: "Late dispatch" },
  goods: "Product or SKU number",
  day: "New dispatch day",
  amount: "Compensation per order (yuan, optional)",
  preview: "Show affected orders",
  send: (n) => `Tell these ${n}`,
  copyList: (n) => `Write ${n} (to be sent on the platform)`,
  done: (n, known) => `${n} told, ${known} knew already`,
  told: "Told",
  replied: "Replied",
  states: { sent: "Sent", copy: "To send on the platform" },
  none: "No affected orders",
  noneHint: "No order that waits holds these goods.",
  record: "Record",
  recordHint: "It only records and counts; a person decides. Lawful claims are handled as always.",
  appeals: "Appeals and reports",
};
