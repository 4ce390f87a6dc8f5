/** Texts of model lessons in English. */
import type { showcase as zh } from "./zh.showcase";

export const showcase: typeof zh = {
  title: "Model lessons",
  hint: "Lessons of real chats: names and numbers are removed, comments stand beside them.",
  hintTeach:
    "Lessons of real chats. Press “Make a model lesson” under “More” in a chat or on an inspected chat; names and numbers are removed, then write the comments.",
  fromChat: "Make a model lesson",
  made: "The lesson is made; write your comments",
  name: "Title",
  intro: "Introduction",
  comment: "Comment on this line",
  commentOf: (n) => `Comment on line ${n}`,
  edit: "Comment",
  drop: "Drop this line",
  remove: "Remove",
  removeAsk: (title) => `Remove the model lesson “${title}”?`,
  author: { shopper: "Shopper", agent: "Agent", robot: "Robot" },
  mark: { none: "No mark", good: "Well done", better: "Could be better" },
};
