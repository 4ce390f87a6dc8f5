import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Client } from "../../src/core/client";
import type { ServerFrame, Session } from "../../src/core/protocol";
import { memoryStore } from "../../src/core/storage";
import { en } from "../../src/i18n/en";
import { type Lang, TEXTS } from "../../src/i18n/texts";
import { App } from "../../src/ui/App";
import { FakeSocket, fakeHttp, settle } from "../core/desk";
import { message, session, visit } from "../core/make";

let asked: ReturnType<typeof fakeHttp> = [];
TEXTS.en = en; // in a page it is fetched from the desk

let root: HTMLElement;
let client: Client;
let answer: Session;
const announce = vi.fn(() => true);

const all = (id: string) => [...root.querySelectorAll<HTMLElement>(`[data-testid="xiaoer-${id}"]`)];
const one = (id: string) => {
  const found = all(id)[0];
  if (!found) throw new Error(`no element ${id}`);
  return found;
};
const say = (...frames: ServerFrame[]) => act(() => FakeSocket.last.say(...frames));
const press = (id: string) => act(() => one(id).click());

async function open(lang: Lang = "zh"): Promise<void> {
  client = new Client({
    origin: "http://desk.example",
    shop: "demo",
    store: memoryStore(),
    language: () => lang,
    identity: null,
  });
  await act(async () => {
    render(<App client={client} lang={lang} onLang={() => undefined} announce={announce} />, root);
  });
  await act(async () => {
    one("bubble").click();
    await settle();
  });
  await act(async () => {
    FakeSocket.last.open();
    FakeSocket.last.say({ type: "hello", conversation: null, state: visit({ phase: "robot" }), reset: false });
    await settle();
  });
}

function type(text: string): void {
  const field = one("input") as HTMLTextAreaElement;
  act(() => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function key(name: string, more: KeyboardEventInit = {}): void {
  act(() => {
    one("input").dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
  });
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  answer = session({ visitor_key: "k" });
  asked = fakeHttp({ session: () => answer });
  announce.mockClear();
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => {
  client.stop();
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

test("consent and 智能客服 stand before the robot's first word", async () => {
  await open();
  const text = one("log").textContent ?? "";
  expect(text.indexOf("聊天内容会被保存")).toBeGreaterThanOrEqual(0);
  expect(text.indexOf("智能客服")).toBeGreaterThan(text.indexOf("聊天内容会被保存"));
  expect(text.indexOf("您好，这里是清禾")).toBeGreaterThan(text.indexOf("智能客服"));
});

test("every robot message carries the mark, in English too; a person's never does", async () => {
  await open("en");
  say(
    { type: "message", message: message(1, { author: "robot", author_name: "小禾" }) },
    { type: "message", message: message(2, { author: "robot", kind: "product_card", body: { product: "B1" } }) },
    { type: "message", message: message(3) },
  );
  for (const row of all("message")) {
    const marked = row.querySelector('[data-testid="xiaoer-robot-mark"]');
    expect(marked !== null).toBe(row.dataset.author === "robot");
    if (marked) expect(marked.textContent).toContain("智能客服");
  }
  expect(one("log").textContent).not.toContain("小禾");
});

test("what others write stays text", async () => {
  answer = { ...answer, shop: { ...answer.shop, name: "<img src=x onerror=alert(1)>" } };
  await open();
  say({
    type: "message",
    message: message(1, {
      author_name: "<b>知夏</b>",
      body: { text: "<script>alert(1)</script> javascript:alert(1) https://a.example" },
    }),
  });
  expect(root.querySelectorAll("script,img,b")).toHaveLength(0);
  expect(one("shop").textContent).toBe("<img src=x onerror=alert(1)>");
  const links = [...one("message").querySelectorAll("a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://a.example"]);
  expect(links[0]?.getAttribute("rel")).toContain("noopener");
});

test("pictures from elsewhere are not loaded", async () => {
  await open();
  say(
    { type: "message", message: message(1, { kind: "image", body: { url: "https://spy.example/p.png" } }) },
    { type: "message", message: message(2, { kind: "image", body: { url: "/media/a.png", width: 800, height: 400 } }) },
  );
  const pictures = [...root.querySelectorAll("img")];
  expect(pictures.map((img) => img.getAttribute("src"))).toEqual(["http://desk.example/media/a.png"]);
  expect(pictures[0]?.getAttribute("width")).toBe("220");
  expect(pictures[0]?.getAttribute("height")).toBe("110");
});

test("Enter sends, a new line and a word being composed do not", async () => {
  await open();
  type("你好");
  key("Enter", { shiftKey: true });
  key("Enter", { isComposing: true });
  expect(all("pending")).toHaveLength(0);
  key("Enter");
  expect(all("pending")).toHaveLength(1);
  expect((one("input") as HTMLTextAreaElement).value).toBe("");
});

test("a message goes from pending to delivered to read", async () => {
  await open();
  type("你好");
  press("send");
  const id = one("pending").dataset.clientId ?? "";
  say({ type: "ack", client_id: id, seq: 1, rev: 1, at: "2026-03-05T06:00:00Z" });
  expect(all("pending")).toHaveLength(0);
  expect(one("mark").dataset.mark).toBe("delivered");
  say({ type: "read", by: "agent", seq: 1 });
  expect(one("mark").dataset.mark).toBe("read");
});

test("a refused message stays with its reason and can be sent again", async () => {
  await open();
  type("你好");
  press("send");
  const id = one("pending").dataset.clientId ?? "";
  say({ type: "refused", client_id: id, code: "bad_frame", detail: "" });
  expect(one("pending").textContent).toContain(TEXTS.zh.errors.bad_frame);
  press("retry");
  expect(one("pending").dataset.state).toBe("waiting");
  expect(one("pending").dataset.clientId).not.toBe(id);
});

test("a person is one press away, and the waiting time is honest", async () => {
  await open();
  press("human");
  expect(FakeSocket.last.sent).toContainEqual({ type: "human" });
  expect(one("human").hasAttribute("disabled")).toBe(true);
  say({ type: "state", state: visit({ phase: "queued", position: 3, wait_s: null }) });
  expect(one("wait").textContent).toContain("前面还有 2 位");
  expect(one("wait").textContent).toContain(TEXTS.zh.wait.unknown);
  say({ type: "state", state: visit({ phase: "queued", position: 1, wait_s: 95 }) });
  expect(one("wait").textContent).toContain("预计等待约 2 分钟");
  say({ type: "state", state: visit({ phase: "assigned", agent: "知夏" }) });
  expect(all("wait")).toHaveLength(0);
  expect(one("status").textContent).toContain("知夏");
});

test("nobody there: said so, with the hours, and one can still write", async () => {
  await open();
  say({ type: "state", state: visit({ phase: "away" }) });
  expect(one("away").textContent).toContain("9:00–22:00");
  type("请明天回我");
  press("send");
  expect(FakeSocket.last.clientIds).toHaveLength(1);
});

test("stars after the close, a thank-you when they have arrived", async () => {
  await open();
  say({ type: "state", state: visit({ phase: "closed", can_rate: true }) });
  act(() => one("star-4").querySelector("input")?.click());
  press("rate-send");
  expect(FakeSocket.last.sent).toContainEqual({ type: "rate", stars: 4 });
  say({ type: "state", state: visit({ phase: "closed", rated: 4 }) });
  expect(one("rate").textContent).toBe(TEXTS.zh.rate.thanks(4));
});

test("a recalled message keeps its place and loses its words", async () => {
  await open();
  say({ type: "message", message: message(1, { body: { text: "说错了" } }) });
  say({ type: "message", message: message(1, { rev: 2, recalled: true, body: {} }) });
  expect(one("message").textContent).toBe(TEXTS.zh.recalled);
  expect(one("message").dataset.seq).toBe("1");
});

test("the line going down is said, the words wait", async () => {
  await open();
  act(() => FakeSocket.last.end(1006));
  expect(all("offline")).toHaveLength(1);
  type("还在吗");
  press("send");
  expect(one("pending").textContent).toContain(TEXTS.zh.waitingNet);
});

test("where there is no such shop it is said, and nothing can be written into the void", async () => {
  await open();
  act(() => FakeSocket.last.end(4404));
  expect(one("fatal").textContent).toBe(TEXTS.zh.errors.no_shop);
  expect(all("input")).toHaveLength(0);
});

test("5,000 characters go, one more is held back with a word why", async () => {
  await open();
  type("好".repeat(5001));
  expect(one("send").hasAttribute("disabled")).toBe(true);
  expect(one("too-long").textContent).toContain("1");
  type("好".repeat(5000));
  expect(one("send").hasAttribute("disabled")).toBe(false);
});

test("a pressed card is told to the page first; only then the widget shows it", async () => {
  await open();
  say({ type: "message", message: message(1, { kind: "product_card", body: { product: "B1", title: "衬衫" } }) });
  announce.mockReturnValueOnce(false);
  press("product-card");
  expect(announce).toHaveBeenCalledWith("product", { product: "B1", sku: "" });
  expect(all("product-sheet")).toHaveLength(0);
  await act(async () => {
    one("product-card").click();
    await settle();
  });
  expect(all("product-sheet")).toHaveLength(1);
});

test("an anonymous visitor is told how to find own orders", async () => {
  await open();
  await act(async () => {
    one("orders").click();
    await settle();
  });
  expect(one("order-picker").textContent).toContain(TEXTS.zh.orders.anonymous);
});

test("Escape closes what lies on top, then the chat, and gives the focus back", async () => {
  await open();
  press("menu");
  expect(all("menu-list")).toHaveLength(1);
  key("Escape");
  expect(all("menu-list")).toHaveLength(0);
  key("Escape");
  expect(all("panel")).toHaveLength(0);
  expect(document.activeElement).toBe(one("bubble"));
});

test("the log is one to a screen reader", async () => {
  await open();
  expect(one("log").getAttribute("role")).toBe("log");
  expect(one("log").getAttribute("aria-live")).toBe("polite");
  expect(one("panel").getAttribute("role")).toBe("dialog");
  for (const button of root.querySelectorAll("button")) {
    expect((button.getAttribute("aria-label") ?? button.textContent ?? "").trim()).not.toBe("");
  }
});

test("an action card shows what is to be done, takes the yes once, and shows what became of it", async () => {
  await open();
  const body = {
    action: 7,
    title: "修改收货信息",
    state: "proposed",
    lines: [{ name: "收货地址", value: "苏州市星湖街1号" }],
  };
  say({ type: "message", message: message(1, { kind: "action_card", body }) });
  expect(one("action").textContent).toContain("苏州市星湖街1号");
  one("action-yes").click();
  await vi.waitFor(() => {
    expect(asked.filter(({ path }) => path.endsWith("actions/7")).map((one) => one.body)).toEqual([
      { yes: true, wish: "" },
    ]);
  });
  say({
    type: "message",
    message: message(1, { rev: 2, kind: "action_card", body: { ...body, state: "done", status: "收货信息已改好" } }),
  });
  expect(one("action").dataset.state).toBe("done");
  expect(one("action").textContent).toContain("收货信息已改好");
  expect(all("action-yes")).toHaveLength(0);
});
