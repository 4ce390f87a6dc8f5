/** Answers on their way to the server: newest per place, one call at a time each, tried again until it is there. */
import type { Answer } from "./useExams";

export type SaveState = "saved" | "saving" | "failed" | "refused";
type Send = (place: number, answer: Answer, rev: number) => Promise<unknown>;

interface Slot {
  answer: Answer;
  rev: number;
  sending: boolean;
  dirty: boolean;
}

const AGAIN_MS = 1500;

export class Saver {
  private readonly slots = new Map<number, Slot>();
  private refused = false;
  private readonly send: Send;
  private readonly tell: (state: SaveState) => void;

  constructor(send: Send, tell: (state: SaveState) => void) {
    this.send = send;
    this.tell = tell;
  }

  /** Keep an answer; `rev` = the number of the kept one. */
  put(place: number, answer: Answer, rev: number): void {
    const slot = this.slots.get(place) ?? { answer, rev, sending: false, dirty: false };
    slot.answer = answer;
    slot.rev += 1;
    slot.dirty = true;
    this.slots.set(place, slot);
    this.tell("saving");
    void this.go(place, slot);
  }

  /** Everything is on the server's disk. */
  get idle(): boolean {
    return [...this.slots.values()].every((slot) => !slot.dirty && !slot.sending);
  }

  /** Resolves when everything is there. */
  async settled(): Promise<void> {
    while (!this.idle) await new Promise((done) => setTimeout(done, 50));
  }

  private async go(place: number, slot: Slot): Promise<void> {
    if (slot.sending) return;
    slot.sending = true;
    while (slot.dirty) {
      slot.dirty = false;
      try {
        await this.send(place, slot.answer, slot.rev);
      } catch (error) {
        if (!isPassing(error)) {
          this.refused = true;
          break;
        }
        slot.dirty = true;
        this.tell("failed");
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
    slot.sending = false;
    if (this.idle) this.tell(this.refused ? "refused" : "saved");
  }
}

/** Whether trying again may help: no network, or a server that is starting. What it refuses stays refused. */
function isPassing(error: unknown): boolean {
  const status = (error as { status?: number }).status ?? 0;
  return status === 0 || status >= 500 || status === 429;
}
