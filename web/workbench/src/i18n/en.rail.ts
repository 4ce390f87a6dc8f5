import type { rail as zh } from "./zh.rail";

const short: Record<string, string> = {
  "/find": "Search",
  "/companion": "Aside",
  "/phrases": "Phrases",
  "/materials": "Materials",
  "/robot": "Robot",
  "/cases": "Cases",
  "/complaints": "Concerns",
  "/followups": "Follow up",
  "/academy": "Academy",
  "/quality": "Quality",
  "/settings": "Settings",
  "/audit": "Audit",
};

export const rail: typeof zh = {
  short,
  all: "All",
  unread: (n) => (n === 1 ? "1 unread notice" : `${n} unread notices`),
  tasks: (n) => `${n} of mine to do`,
  cases: (n) => `${n} to answer`,
  complaints: (n) => `${n} open`,
  groups: { serve: "Serving", work: "Work", learn: "Rules and practice", manage: "Managing" },
};
