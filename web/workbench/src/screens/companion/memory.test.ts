import { expect, it } from "vitest";
import { EMPTY_CHAT, type Memory, remember } from "./memory";

const NONE: Memory = { chats: {}, asked: [] };

it("keeps one product and the last lines per shopper", () => {
  const chat = { ...EMPTY_CHAT, nick: "小满", product: "QH101" };
  const first = remember(NONE, chat, "多少钱", "148元");
  const second = remember(first.memory, first.chat, "包邮吗", "包邮");
  expect(second.chat.turns.map((turn) => turn.text)).toEqual(["多少钱", "148元", "包邮吗", "包邮"]);
  expect(second.memory.chats.小满?.product).toBe("QH101");
  expect(second.memory.asked.map((one) => one.text)).toEqual(["包邮吗", "多少钱"]);
});

it("asks nothing twice, and forgets what is long ago", () => {
  let { memory, chat } = { memory: NONE, chat: EMPTY_CHAT };
  for (let i = 0; i < 30; i++) ({ memory, chat } = remember(memory, chat, `第${i}问`, "答"));
  ({ memory, chat } = remember(memory, chat, "第29问", "答"));
  expect(memory.asked).toHaveLength(20);
  expect(memory.asked.filter((one) => one.text === "第29问")).toHaveLength(1);
  expect(chat.turns).toHaveLength(10);
  expect(memory.chats).toEqual({});
});
