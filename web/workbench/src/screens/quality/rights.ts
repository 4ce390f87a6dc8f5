const SEES_ALL = new Set(["owner", "lead", "auditor"]);
const MANAGES = new Set(["owner", "lead"]);

/** Who scores, decides appeals and sees everybody's chats. */
export const mayInspect = (role: string): boolean => SEES_ALL.has(role);

/** Who publishes the scorecard and plans talks. */
export const mayPublish = (role: string): boolean => MANAGES.has(role);
