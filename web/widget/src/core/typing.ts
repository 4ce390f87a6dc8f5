const REPEAT_MS = 4_000;
const IDLE_MS = 3_000;

/** Tells the desk that the shopper writes: at most every 4 s, and that it is over after 3 s of rest. */
export class Typing {
  private told = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tell: (on: boolean) => boolean,
    private readonly now: () => number,
  ) {}

  set(on: boolean): void {
    clearTimeout(this.idle);
    if (!on) {
      if (this.told > 0) this.tell(false);
      this.told = 0;
      return;
    }
    if (this.now() - this.told > REPEAT_MS && this.tell(true)) this.told = this.now();
    this.idle = setTimeout(() => this.set(false), IDLE_MS);
  }

  stop(): void {
    clearTimeout(this.idle);
    this.told = 0;
  }
}
