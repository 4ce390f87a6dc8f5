/** Answers that come as lines of JSON: what grows, then what is done. */
import { ApiError, csrfToken } from "./api";
import type { Problem, Reworded } from "./types";

interface Line {
  text?: string;
  done?: Reworded;
}

/** Whole lines of what was read, and the rest that is still to come. Pure. */
export function cut(read: string): { lines: Line[]; rest: string } {
  const parts = read.split("\n");
  const rest = parts.pop() ?? "";
  return { lines: parts.filter(Boolean).map((part) => JSON.parse(part) as Line), rest };
}

/** Posts and hears the text while it grows; the last line is the result. Throws `ApiError`, also when it breaks off. */
export async function postLines(path: string, body: object, heard: (text: string) => void): Promise<Reworded> {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrfToken() };
  const call = globalThis.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const response = await call.catch(() => {
    throw new ApiError(0, undefined);
  });
  if (!response.ok || !response.body) {
    throw new ApiError(response.status, (await response.json().catch(() => undefined)) as Problem | undefined);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  for (;;) {
    const { value, done } = await reader.read();
    read += value ?? "";
    const { lines, rest } = cut(read);
    read = rest;
    for (const line of lines) {
      if (line.done) return line.done;
      if (line.text !== undefined) heard(line.text);
    }
    if (done) throw new ApiError(0, undefined);
  }
}
