import type { Message, Session, VisitState } from "../../src/core/protocol";
import { NO_VISIT } from "../../src/core/state";

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    seq,
    rev: seq,
    client_id: `c${seq}`,
    author: "agent",
    author_name: "知夏",
    kind: "text",
    body: { text: `第 ${seq} 句` },
    at: "2026-03-05T06:00:00.000Z",
    recalled: false,
    ...more,
  };
}

export function visit(more: Partial<VisitState> = {}): VisitState {
  return { ...NO_VISIT, ...more };
}

export function session(more: Partial<Session> = {}): Session {
  return {
    token: "token-1",
    expires_at: "2026-03-05T07:00:00.000Z",
    visitor_key: null,
    shopper: { nick: "小满", anonymous: false },
    conversation: null,
    shop: {
      code: "demo",
      name: "清禾",
      platform: "own",
      address_form: "亲",
      response_target_s: 180,
      service_hours: "9:00–22:00",
      open_now: true,
      staffed: true,
      robot: true,
      robot_name: "智能客服",
      greeting: "您好，这里是清禾",
      consent: "聊天内容会被保存",
      colour: "#1F6F78",
    },
    ...more,
  };
}
