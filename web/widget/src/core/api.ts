import type { Message, OrderView, OwnCase, ProductView, Session } from "./protocol";

/** What an HTTP answer said when it was not the wanted one; `status` 0 = no answer at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

export interface Uploaded {
  media: string;
  url: string;
  width: number;
  height: number;
}

export type SessionWish = { identity: string } | { visitor_key: string } | Record<string, never>;

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as { code?: string; detail?: string };
    return new Problem(response.status, body.code ?? "", body.detail ?? "");
  } catch {
    return new Problem(response.status, "", "");
  }
}

/** The HTTP side of the protocol. Speaks only to `origin`, sends no cookies. */
export class Api {
  private readonly base: string;

  constructor(
    private readonly origin: string,
    shop: string,
    private readonly language: () => string,
  ) {
    this.base = `${origin}/api/widget/${encodeURIComponent(shop)}`;
  }

  private async call<T>(path: string, token: string | null, init: RequestInit = {}): Promise<T> {
    const headers: Record<string, string> = { "Accept-Language": this.language() };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (init.body) headers["Content-Type"] = "application/json";
    let response: Response;
    try {
      response = await fetch(this.base + path, { ...init, headers, credentials: "omit", cache: "no-store" });
    } catch {
      throw new Problem(0, "network", "");
    }
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as T;
  }

  session(wish: SessionWish): Promise<Session> {
    return this.call("/session", null, { method: "POST", body: JSON.stringify(wish) });
  }

  async messages(token: string, before: number, limit = 50): Promise<Message[]> {
    return (await this.call<{ messages: Message[] }>(`/messages?before=${before}&limit=${limit}`, token)).messages;
  }

  async orders(token: string): Promise<OrderView[]> {
    return (await this.call<{ orders: OrderView[] }>("/orders", token)).orders;
  }

  async cases(token: string): Promise<OwnCase[]> {
    return (await this.call<{ cases: OwnCase[] }>("/cases", token)).cases;
  }

  /** Opens a case, or does something with the one of `id`. */
  writeCase(token: string, body: object, id?: number): Promise<OwnCase> {
    return this.call(id ? `/cases/${id}/acts` : "/cases", token, { method: "POST", body: JSON.stringify(body) });
  }

  /** The shopper's yes or no on an action card, with a wish where the card asks for one. */
  answer(token: string, id: number, yes: boolean, wish: string): Promise<unknown> {
    return this.call(`/actions/${id}`, token, { method: "POST", body: JSON.stringify({ yes, wish }) });
  }

  product(number: string): Promise<ProductView> {
    return this.call(`/products/${encodeURIComponent(number)}`, null);
  }

  /** Sends a picture; `progress` hears 0…1. XMLHttpRequest, because fetch tells nothing of what has gone up. */
  upload(token: string, file: Blob, name: string, progress: (done: number) => void): Promise<Uploaded> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `${this.base}/uploads`);
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.setRequestHeader("Accept-Language", this.language());
      request.responseType = "json";
      request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
      request.onerror = request.onabort = () => reject(new Problem(0, "network", ""));
      request.onload = () => {
        const body = request.response as (Uploaded & { code?: string; detail?: string }) | null;
        if (request.status < 300 && body?.media) resolve(body);
        else reject(new Problem(request.status, body?.code ?? "", body?.detail ?? ""));
      };
      const form = new FormData();
      form.append("file", file, name);
      request.send(form);
    });
  }

  /** Address of a picture of the shop. Others are not loaded: a page from elsewhere would learn who is looking. */
  picture(path: string | undefined): string | null {
    if (!path) return null;
    try {
      const url = new URL(path, this.origin);
      return url.origin === this.origin ? url.href : null;
    } catch {
      return null;
    }
  }
}
