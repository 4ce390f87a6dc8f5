import { type Api, Problem, type SessionWish } from "./api";
import { subjectOf } from "./identity";
import { Halt } from "./link";
import type { Session } from "./protocol";
import type { Store } from "./storage";

/** What a refused session means: some refusals end all trying, the others are worth another try. */
function judged(problem: Problem, known: boolean): Error {
  if (problem.status === 404) return new Halt("fatal", "no_shop");
  if (problem.status === 403) return new Halt("fatal", "origin");
  return known && isTurnedDown(problem) ? new Halt("expired", problem.code) : problem;
}

function isTurnedDown({ status }: Problem): boolean {
  return status === 400 || status === 401 || status === 422;
}

/** One shopper at one shop: a signed identity, or the visitor key that this browser keeps. Holds the current session. */
export class Account {
  private asked: Promise<Session> | null = null;
  private readonly keySlot: string;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly shop: string,
    readonly identity: string | null,
    private readonly onSession: (session: Session) => void,
  ) {
    this.keySlot = `xiaoer:${shop}:visitor_key`;
  }

  /** Begins all names under which something is kept for this shopper: what one has written no other one finds. */
  get scope(): string {
    const who = this.identity === null ? "visitor" : `shopper:${subjectOf(this.identity) ?? ""}`;
    return `xiaoer:${this.shop}:${who}`;
  }

  /** True when the server may know this shopper already. */
  get known(): boolean {
    return this.identity !== null || this.store.get(this.keySlot) !== null;
  }

  session(fresh = false): Promise<Session> {
    if (!this.asked || fresh) {
      const asked = this.ask();
      this.asked = asked;
      asked.catch(() => {
        if (this.asked === asked) this.asked = null;
      });
    }
    return this.asked;
  }

  /** Calls with a token; a token that has run out is replaced once. */
  async withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
    try {
      return await call((await this.session()).token);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      return call((await this.session(true)).token);
    }
  }

  private async ask(): Promise<Session> {
    const key = this.store.get(this.keySlot);
    const wish: SessionWish = this.identity ? { identity: this.identity } : key ? { visitor_key: key } : {};
    try {
      const session = await this.api.session(wish);
      if (session.visitor_key) this.store.set(this.keySlot, session.visitor_key);
      this.onSession(session);
      return session;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // A visitor key that is no longer known: the next try begins anew.
      if (!this.identity && isTurnedDown(error)) this.store.remove(this.keySlot);
      throw judged(error, this.identity !== null);
    }
  }
}
