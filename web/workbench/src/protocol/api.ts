/** The one HTTP client. Answers the body, or throws `ApiError` with a sentence for people and a code for machines. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../../../api/schema";
import type { Problem } from "./types";

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? "");
    this.name = "ApiError";
    this.status = status;
    this.code = problem?.code ?? (status === 0 ? "offline" : "unknown");
  }
}

const held = { csrf: "", language: "zh", skewMs: 0 };

export function holdCsrf(csrf: string): void {
  held.csrf = csrf;
}

export function csrfToken(): string {
  return held.csrf;
}

export function holdLanguage(language: string): void {
  held.language = language;
}

/** The server's time in ms. The waiting clocks count to the server's limits, so a wrong desk clock must not move them. */
export function serverNow(): number {
  return Date.now() + held.skewMs;
}

/** `Date` has whole seconds, so less than two seconds apart counts as agreement. */
function learnClock(response: Response): void {
  const stated = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isNaN(stated)) return;
  const skew = stated - Date.now();
  held.skewMs = Math.abs(skew) < 2000 ? 0 : skew;
}

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", held.language);
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", held.csrf);
    return request;
  },
  onResponse({ response }) {
    learnClock(response);
    return undefined;
  },
  onError() {
    return new ApiError(0, undefined);
  },
};

// Looked up at each call, so that a test (or an instrument) can stand in for `fetch` at any time.
export const http = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  fetch: (r) => globalThis.fetch(r),
});
http.use(manners);

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a call made with `http`; throws what went wrong. */
export async function body<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiError(response.status, (error ?? undefined) as Problem | undefined);
  return data as T;
}
