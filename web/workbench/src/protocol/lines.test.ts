import { afterEach, expect, it, vi } from "vitest";
import { ApiError } from "./api";
import { cut, postLines } from "./lines";

const DONE = { text: "亲，包邮", facts: [], model: "m", why: null };

function answers(...pieces: string[]): void {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body));
}

afterEach(() => vi.unstubAllGlobals());

it("cuts whole lines and keeps the rest", () => {
  expect(cut('{"text":"a"}\n{"te')).toEqual({ lines: [{ text: "a" }], rest: '{"te' });
  expect(cut("")).toEqual({ lines: [], rest: "" });
});

it("hears the text while it grows, however it is cut, and answers the result", async () => {
  answers('{"text":"亲"}\n{"text":"亲，包', `邮"}\n${JSON.stringify({ done: DONE })}\n`);
  const heard: string[] = [];
  expect(await postLines("/x", {}, (text) => heard.push(text))).toEqual(DONE);
  expect(heard).toEqual(["亲", "亲，包邮"]);
});

it("fails when it breaks off, and with the server's sentence when it is refused", async () => {
  answers('{"text":"亲"}\n');
  await expect(postLines("/x", {}, () => undefined)).rejects.toBeInstanceOf(ApiError);
  const problem = { detail: "翻译需要语言模型", code: "no_model" };
  vi.stubGlobal("fetch", async () => Response.json(problem, { status: 409 }));
  await expect(postLines("/x", {}, () => undefined)).rejects.toMatchObject({
    code: "no_model",
    message: problem.detail,
  });
});
