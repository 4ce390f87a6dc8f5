import { expect, test } from "vitest";
import { FORGET_MS, Outbox, type Outgoing, STALE_MS, sendFrame } from "../../src/core/outbox";
import { memoryStore } from "../../src/core/storage";

const NOW = 1_772_690_400_000;
const entry = (id: string, at = NOW, more: Partial<Outgoing> = {}): Outgoing => ({
  client_id: id,
  kind: "text",
  body: { text: id },
  at,
  state: "waiting",
  ...more,
});

test("a reload finds everything, in the order it was written", () => {
  const store = memoryStore();
  const before = new Outbox(store, "xiaoer:demo:visitor");
  before.put(entry("b", NOW + 1));
  before.put(entry("a", NOW));
  before.put(entry("c", NOW + 2));
  before.remove("c");
  const ids = new Outbox(store, "xiaoer:demo:visitor").load(NOW + 10).map((out) => out.client_id);
  expect(ids).toEqual(["a", "b"]);
});

test("two tabs do not overwrite each other", () => {
  const store = memoryStore();
  const [one, two] = [new Outbox(store, "s"), new Outbox(store, "s")];
  one.put(entry("a"));
  two.put(entry("b"));
  one.remove("a");
  expect(one.load(NOW).map((out) => out.client_id)).toEqual(["b"]);
});

test("one shopper's words are not sent as another's", () => {
  const store = memoryStore();
  new Outbox(store, "xiaoer:demo:shopper:小满").put(entry("a"));
  expect(new Outbox(store, "xiaoer:demo:shopper:老张").load(NOW)).toEqual([]);
  expect(new Outbox(store, "xiaoer:demo:visitor").load(NOW)).toEqual([]);
});

test("an old entry waits for a decision, a forgotten one goes, a broken one goes", () => {
  const store = memoryStore();
  const box = new Outbox(store, "s");
  box.put(entry("old", NOW - STALE_MS));
  box.put(entry("older", NOW - FORGET_MS));
  store.set("s:out:broken", "{not json");
  store.set("s:out:odd", '{"client_id":5}');
  expect(box.load(NOW)).toMatchObject([{ client_id: "old", state: "refused", code: "stale" }]);
  expect(store.keys("s:out:")).toEqual(["s:out:old"]);
});

test("only what the server wants goes out; the rest was for the bubble", () => {
  const card = entry("a", NOW, {
    kind: "product_card",
    product: "B100",
    body: { product: "B101", title: "衬衫", price: "99.00", picture: "/x.svg" },
  });
  expect(sendFrame(card)).toEqual({
    type: "send",
    client_id: "a",
    kind: "product_card",
    body: { product: "B101" },
    product: "B100",
  });
  expect(sendFrame(entry("b", NOW, { kind: "order_card", body: { order: "1", title: "x" } })).body).toEqual({
    order: "1",
  });
  expect(sendFrame(entry("c", NOW, { kind: "image", body: { media: "m", url: "/m.png" } })).body).toEqual({
    media: "m",
  });
  expect(sendFrame(entry("d"))).not.toHaveProperty("product");
});
