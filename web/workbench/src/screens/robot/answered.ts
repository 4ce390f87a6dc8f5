/** The shopper's line that a robot's message answers: its client id is made from it. */
export function answeredSeq(clientId: string): number | null {
  const seq = Number(/^robot:(\d+)$/.exec(clientId)?.[1]);
  return Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}
