/** The rail: short names of places (a place without one shows its full name) and what the places belong to. */
const short: Record<string, string> = {
  "/find": "搜消息",
  "/companion": "副屏",
  "/phrases": "短语",
  "/materials": "资料",
  "/robot": "机器人",
  "/cases": "售后单",
  "/complaints": "投诉",
  "/followups": "跟进",
  "/academy": "练习",
  "/quality": "质检",
  "/settings": "设置",
  "/audit": "记录",
};

export const rail = {
  short,
  all: "全部",
  unread: (n: number) => `${n} 条公告未读`,
  tasks: (n: number) => `我的待办 ${n} 件`,
  cases: (n: number) => `待处理 ${n} 单`,
  complaints: (n: number) => `处理中 ${n} 件`,
  groups: { serve: "接待", work: "事务", learn: "规则与练习", manage: "管理" },
};
