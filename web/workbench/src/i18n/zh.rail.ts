/** The rail: short names of places (a place without one shows its full name) and what the places belong to. */
const short: Record<string, string> = {
  "/find": "搜消息",
  "/phrases": "短语",
  "/companion": "副屏",
  "/academy": "练习",
  "/settings": "设置",
  "/audit": "记录",
};

export const rail = {
  short,
  all: "全部",
  groups: { serve: "接待", work: "事务", learn: "规则与练习", manage: "管理" },
};
