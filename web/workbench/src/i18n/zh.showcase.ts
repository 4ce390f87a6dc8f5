/** Texts of model lessons in Chinese. */
export const showcase = {
  title: "范例课",
  hint: "真实会话做的课：名字和号码已经去掉，旁边是点评。",
  hintTeach: "真实会话做的课。在会话的“更多”里或质检的会话页按“做成范例课”，名字和号码会去掉，再写上点评。",
  fromChat: "做成范例课",
  made: "已做成范例课，写上点评吧",
  name: "标题",
  intro: "说明",
  comment: "点评这句话",
  commentOf: (n: number) => `第 ${n} 句的点评`,
  edit: "写点评",
  drop: "去掉这句",
  remove: "删除",
  removeAsk: (title: string) => `删除范例课“${title}”？`,
  author: { shopper: "买家", agent: "客服", robot: "机器人" },
  mark: { none: "不评", good: "好", better: "可以更好" },
};
