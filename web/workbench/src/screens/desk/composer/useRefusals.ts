/** What the gate refused goes back into an empty composer; where something is written already, it stays in the thread. */
import { useEffect, useEffectEvent } from "react";
import type { Refused } from "../../../protocol/frames";
import { sameItems, useDesk, useView } from "../../../store/use";

const FROM_GATE = new Set(["gate_block", "gate_warn"]);

export function useRefusals(id: number, free: boolean, onBack: (text: string, refusal: Refused) => void): void {
  const desk = useDesk();
  const back = useView(
    (view) =>
      view.outbox.filter(
        (out) => out.conversation === id && out.kind === "text" && FROM_GATE.has(out.refusal?.code ?? ""),
      ),
    sameItems,
  );
  const giveBack = useEffectEvent(() => {
    const last = back.at(-1);
    if (!free || !last?.refusal) return;
    desk.forget(last.client_id);
    onBack(last.body.text ?? "", last.refusal);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal is a reason
  useEffect(() => giveBack(), [back]);
}
