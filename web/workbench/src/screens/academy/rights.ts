const SERVES = new Set(["owner", "lead", "agent"]);
const MANAGES = new Set(["owner", "lead"]);
const TEACHES = new Set(["owner", "lead", "trainer"]);

/** Who serves shoppers may practise. */
export const mayPractise = (role: string): boolean => SERVES.has(role);

/** Who may send practices and see everybody's. */
export const mayTeach = (role: string): boolean => TEACHES.has(role);

/** Who decides on the live queue: gates, certificates, levels. */
export const mayManage = (role: string): boolean => MANAGES.has(role);
