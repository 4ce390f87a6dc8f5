import { describe, expect, it, vi } from "vitest";
import { Saver } from "./saving";

const pick = (n: number) => ({ picks: [n], texts: [] });

describe("answers on their way", () => {
  it("sends the newest answer of a place once the one before has arrived", async () => {
    const sent: [number, number, number][] = [];
    let release: () => void = () => undefined;
    const send = vi.fn(async (place: number, answer: { picks?: number[] }, rev: number) => {
      sent.push([place, answer.picks?.[0] ?? -1, rev]);
      if (sent.length === 1) await new Promise<void>((done) => (release = done));
    });
    const saver = new Saver(send, () => undefined);
    saver.put(0, pick(1), 4);
    saver.put(0, pick(2), 4);
    saver.put(0, pick(3), 4);
    expect(saver.idle).toBe(false);
    release();
    await saver.settled();
    expect(sent).toEqual([
      [0, 1, 5],
      [0, 3, 7],
    ]);
  });

  it("tries again while the server is away and says so", async () => {
    vi.useFakeTimers();
    const told: string[] = [];
    let away = true;
    const saver = new Saver(
      async () => {
        if (away) throw { status: 0 };
      },
      (state) => told.push(state),
    );
    saver.put(0, pick(1), 0);
    await vi.advanceTimersByTimeAsync(10);
    expect(told.at(-1)).toBe("failed");
    away = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(told.at(-1)).toBe("saved");
    expect(saver.idle).toBe(true);
    vi.useRealTimers();
  });

  it("does not insist on what the server refuses", async () => {
    const send = vi.fn(async () => {
      throw { status: 409 };
    });
    const saver = new Saver(send, () => undefined);
    saver.put(0, pick(1), 0);
    await saver.settled();
    expect(send).toHaveBeenCalledTimes(1);
  });
});
