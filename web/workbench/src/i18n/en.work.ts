/** Texts of the room of what is owed in English. */
import type { work as zh } from "./zh.work";

export const work: typeof zh = {
  title: "To do",
  hint: "Cases, promises and notes in one list, by time.",
  mine: "Mine",
  all: "Whole shop",
  done: "Done",
  dropped: "Dropped",
  add: "Write down",
  text: "What is to be done",
  due: "Until when",
  empty: "Nothing is owed",
  emptyHint: "A case whose turn is ours, or what you write down, appears here.",
  finish: "Done",
  drop: "Drop",
  reopen: "Open again",
  toCase: "See case",
  toChat: "Open chat",
  noTime: "No time set",
  kept: "In time",
  late: "Late",
  owner: "Owner",
  levels: { "24": "Within a day", "12": "Within 12 h", "4": "Within 4 h", "1": "Within 1 h", overdue: "Overdue" },
  kinds: { case: "Case", promise: "Promise", callback: "Call back", manual: "Note" },
  counts: (open, overdue) => `${open} open, ${overdue} overdue`,
};
