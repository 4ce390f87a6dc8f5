import type { rail as zh } from "./zh.rail";

const short: Record<string, string> = {
  "/cases": "Cases",
  "/find": "Search",
  "/phrases": "Phrases",
  "/companion": "Aside",
  "/followups": "Follow up",
  "/settings": "Settings",
  "/audit": "Audit",
};

export const rail: typeof zh = {
  short,
  all: "All",
  groups: { serve: "Serving", work: "Work", learn: "Rules and practice", manage: "Managing" },
};
