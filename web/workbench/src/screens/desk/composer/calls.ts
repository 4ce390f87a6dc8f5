/** Which colleagues a note calls by @name. Pure. */

import type { Agent } from "../../../protocol/types";
import type { Outgoing } from "../../../store/outbox";

export function calledIn(text: string, agents: ReadonlyMap<number, Agent> | undefined): Outgoing["call"] {
  const mentions = [...(agents?.values() ?? [])].filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
  return mentions.length ? { kind: "note", mentions } : undefined;
}
