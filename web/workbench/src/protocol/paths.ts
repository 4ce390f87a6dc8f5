/** The desk's HTTP (protocol.md §4) in the form that openapi-fetch reads. */
import type {
  Agent,
  AuditRow,
  Conversation,
  Message,
  Phrase,
  Problem,
  ProductCard,
  ProductView,
  Session,
  Settings,
  ShopperView,
  Snapshot,
  Suggestion,
  Upload,
  Visit,
} from "./types";

interface Params<P, Q> {
  header?: never;
  cookie?: never;
  path: P;
  query?: Q;
}
interface Answer<R> {
  200: { headers: Record<string, unknown>; content: { "application/json": R } };
  default: { headers: Record<string, unknown>; content: { "application/problem+json": Problem } };
}
interface Read<P, R, Q = never> {
  parameters: Params<P, Q>;
  requestBody?: never;
  responses: Answer<R>;
}
interface Write<P, B, R> {
  parameters: Params<P, never>;
  requestBody: { content: { "application/json": B } };
  responses: Answer<R>;
}

interface InShop {
  shop: string;
}
interface ById extends InShop {
  id: number;
}
interface Page {
  before?: number;
  limit?: number;
}

export interface paths {
  "/api/session": {
    parameters: Params<never, never>;
    get: { parameters: object; responses: Answer<Session> };
    post: {
      parameters: object;
      requestBody: { content: { "application/json": { login: string; password: string; code?: string } } };
      responses: Answer<Session>;
    };
    delete: { parameters: object; responses: Answer<unknown> };
  };
  "/api/shops/{shop}/snapshot": { get: Read<InShop, Snapshot> };
  "/api/shops/{shop}/conversations": {
    get: Read<InShop, { conversations: Conversation[]; more?: boolean }, Page & { state?: string; q?: string }>;
  };
  "/api/shops/{shop}/conversations/{id}": {
    get: Read<ById, { conversation: Conversation; visits: Visit[]; draft: string }>;
  };
  "/api/shops/{shop}/conversations/{id}/messages": { get: Read<ById, { messages: Message[]; more: boolean }, Page> };
  "/api/shops/{shop}/conversations/{id}/take": { post: Read<ById, Conversation> };
  "/api/shops/{shop}/conversations/{id}/transfer": {
    post: Write<ById, { agent?: number; team?: string; remark: string }, Conversation>;
  };
  "/api/shops/{shop}/conversations/{id}/close": { post: Write<ById, { tag: string; remark?: string }, Conversation> };
  "/api/shops/{shop}/conversations/{id}/messages/{seq}/recall": { post: Read<ById & { seq: number }, Message> };
  "/api/shops/{shop}/conversations/{id}/draft": { put: Write<ById, { text: string }, unknown> };
  "/api/shops/{shop}/conversations/{id}/suggestion": { get: Read<ById, Suggestion | null> };
  "/api/shops/{shop}/phrases": { get: Read<InShop, { phrases: Phrase[] }> };
  "/api/shops/{shop}/products": { get: Read<InShop, { products: ProductCard[] }, { q?: string; limit?: number }> };
  "/api/shops/{shop}/products/{number}": { get: Read<InShop & { number: string }, ProductView> };
  "/api/shops/{shop}/shoppers/{id}": { get: Read<ById, ShopperView> };
  "/api/shops/{shop}/shoppers/{id}/reveal": {
    post: Write<ById, { order: string; field: "phone" | "address" | "receiver"; reason: string }, { value: string }>;
  };
  "/api/shops/{shop}/uploads": {
    post: {
      parameters: Params<InShop, never>;
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: Answer<Upload>;
    };
  };
  "/api/shops/{shop}/agents": { get: Read<InShop, { agents: Agent[] }> };
  "/api/shops/{shop}/settings": {
    get: Read<InShop, Settings>;
    patch: Write<InShop, Partial<Settings>, Settings>;
  };
  "/api/shops/{shop}/audit": { get: Read<InShop, { rows: AuditRow[] }, Page> };
}
