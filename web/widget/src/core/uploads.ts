import type { Account } from "./account";
import { type Api, Problem } from "./api";
import { clientId } from "./identity";
import { type Body, MAX_PICTURE } from "./protocol";
import type { Action } from "./reduce";

const PICTURE = /^image\/(jpeg|png|webp|gif)$/;

function refusal(file: File): string | null {
  return !PICTURE.test(file.type) || file.size > MAX_PICTURE ? "bad_media" : null;
}

function reason(error: unknown): string {
  const status = error instanceof Problem ? error.status : 0;
  if (status === 0 || status >= 500) return "network";
  return status === 429 ? "rate_limited" : "bad_media";
}

/** Pictures on their way up. Each becomes a message when it is there; one that the network stopped waits for it. */
export class Uploads {
  private readonly files = new Map<string, File>();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly api: Api,
    private readonly account: Account,
    private readonly dispatch: (action: Action) => void,
    private readonly done: (body: Body) => void,
  ) {}

  add(file: File): void {
    const id = clientId();
    this.files.set(id, file);
    const failed = refusal(file);
    this.show(id, 0, failed);
    if (!failed) void this.run(id);
  }

  async run(id: string): Promise<void> {
    const file = this.files.get(id);
    if (!file) return;
    this.waiting.delete(id);
    this.show(id, 0, null);
    try {
      const progress = (done: number) => this.show(id, done, null);
      const sent = await this.account.withToken((token) =>
        this.api.upload(token, file, file.name || "picture", progress),
      );
      if (!this.files.has(id)) return;
      this.drop(id);
      this.done({ ...sent });
    } catch (error) {
      const why = reason(error);
      if (why === "network") this.waiting.add(id);
      this.show(id, 0, why);
    }
  }

  /** The network is back. */
  resume(): void {
    for (const id of this.waiting) void this.run(id);
  }

  drop(id: string): void {
    this.files.delete(id);
    this.waiting.delete(id);
    this.dispatch({ type: "upload.gone", id });
  }

  private show(id: string, done: number, failed: string | null): void {
    const name = this.files.get(id)?.name;
    if (name !== undefined) this.dispatch({ type: "upload", upload: { id, name, done, failed } });
  }
}
