/** The shapes of docs/protocol.md, by the names that the workbench uses. Generated from the server's OpenAPI document. */
import type { components } from "../../../api/schema";

export type Schemas = components["schemas"];

export type Message = Schemas["MessageView"];
export type Body = Schemas["MessageBody"];
export type Fact = Schemas["FactView"];
export type Conversation = Schemas["ConversationView"];
export type Visit = Schemas["VisitView"];
export type Suggestion = Schemas["SuggestionView"];
export type Agent = Schemas["AgentView"];
/** `start` and `end` count characters (code points), as Python does; see `composer/gate.ts`. */
export type Finding = Schemas["FindingView"];
export type Shop = Schemas["ShopOfStaff"];
export type Session = Schemas["SessionView"];
export type Snapshot = Schemas["Snapshot"];
export type ProductCard = Schemas["ProductCard"];
export type ProductView = Schemas["StaffProductView"];
export type Sku = Schemas["SkuView"];
export type SizeRow = Schemas["SizeView"];
export type Parcel = Schemas["ParcelView"];
export type OrderView = Schemas["OrderView"];
export type Phrase = Schemas["PhraseView"];
export type PhraseWish = Schemas["PhraseWish"];
export type PhrasesImported = Schemas["PhrasesImported"];
export type RulePage = Schemas["RulePage"];
export type RulePart = RulePage["part"];
export type ShopRule = Schemas["RuleView"];
export type Activity = Schemas["ActivityView"];
export type ActivityWish = Schemas["ActivityWish"];
export type WordingAlarm = Schemas["AlarmView"];
export type AlarmDecision = Schemas["AlarmDecision"];
export type PromiseOffer = Schemas["PromiseView"];
export type WordWish = Schemas["WordWish"];
export type FindingKind = NonNullable<WordWish["kind"]>;
export type AllowanceWish = Schemas["AllowanceWish"];
export type PromiseWish = Schemas["PromiseWish"];
export type ChangeWish = Schemas["ChangeWish"];
export type ChangePreview = Schemas["ChangePreview"];
export type CaseChange = Schemas["CaseChange"];
export type BookChange = Schemas["BookChange"];
export type TryWish = Schemas["TryWish"];
export type TriedCase = Schemas["TriedCase"];
export type Notice = Schemas["NoticeView"];
export type NoticeTopic = Notice["topic"];
export type NoticeWish = Schemas["NoticeWish"];
export type Settings = Schemas["SettingsView"];
export type SettingsChange = Schemas["SettingsChange"];
export type StaffMember = Schemas["StaffMember"];
export type MemberPlace = Omit<Schemas["MemberChange"], "version">;
export type LeavingView = Schemas["LeavingView"];
export type LeavingWish = Omit<Schemas["Leaving"], "version">;
export type Left = Schemas["Left"];
export type OneTimePassword = Schemas["OneTimePassword"];
export type AccountView = Schemas["AccountView"];
export type SignedInAt = Schemas["SignedInAt"];
export type ImportView = Schemas["ImportView"];
export type ImportLine = Schemas["ImportLine"];
export type ImportFile = Schemas["ImportFile"];
export type ImportKind = Schemas["ImportKind"];
export type ImportOutcome = Schemas["ImportOutcome"];
export type FileChoice = Schemas["FileChoice"];
export type SetupState = Schemas["SetupState"];
export type FoundingWish = Schemas["Founding"];
export type NewShopWish = Schemas["NewShop"];
export type Platform = NonNullable<NewShopWish["platform"]>;
export type ApiKey = Schemas["KeyView"];
export type NewKeyWish = Schemas["NewKey"];
export type Scope = NewKeyWish["scopes"][number];
export type Webhook = Schemas["WebhookView"];
export type NewWebhookWish = Schemas["NewWebhook"];
export type HookType = NewWebhookWish["types"][number];
export type HookDelivery = Schemas["DeliveryView"];
export type PersonFound = Schemas["PersonFound"];
export type Holiday = Schemas["Holiday"];
export type Scenario = Schemas["ScenarioView"];
export type PracticeRow = Schemas["PracticeView"];
export type PracticeDetail = Schemas["PracticeDetail"];
export type PracticeOrder = Schemas["PracticeOrder"];
export type ReviewExchange = Schemas["ReviewExchange"];
export type CardMarked = Schemas["CardMarked"];
export type SkillRow = Schemas["SkillView"];
export type AuditRow = Schemas["AuditView"];
export type CompanionAnswer = Schemas["CompanionAnswer"];
export type RobotAnswer = Schemas["AnswerView"];
export type Thumb = RobotAnswer["thumb"];
export type AnswerWhy = Schemas["Why"];
export type ChatSummary = Schemas["Summary"];
export type FaqWish = Schemas["FaqWish"];
export type FaqEntry = Schemas["FaqView"];
export type FaqProposal = Schemas["ProposalView"];
export type FaqPrefill = Schemas["FaqPrefill"];
export type Trial = Schemas["Trial"];
export type Gap = Schemas["KnowledgeGap"];
export type Mention = Schemas["MentionView"];
export type ShopperChange = Schemas["ShopperChange"];
export type CallKind = NonNullable<Schemas["DeskNote"]["kind"]>;
export type Material = Schemas["MaterialView"];
export type MaterialWish = Schemas["MaterialWish"];
export type Upload = Schemas["Uploaded"];

export type Author = Message["author"];
export type Kind = Message["kind"];
export type Status = Agent["status"];
export type OwnStatus = Schemas["DeskStatus"]["status"];
export type Mood = Conversation["mood"];
/** The last line of a stream (docs/models.md): whose words, and why not a model's. */
export interface Reworded {
  text: string;
  facts: Fact[];
  model: string | null;
  why: string | null;
}
export type NightPlan = Settings["night"];
export type ReplyWords = Schemas["ReplyWords"];
export type Peak = Settings["peaks"][number];
export type ModelMode = Settings["model"];
export type RobotMode = Settings["robot"][string];
export type Team = NonNullable<Schemas["Transfer"]["team"]>;

/** The teams that a shop can have; their names are data and the same in every language. */
export const TEAMS = ["售前", "售后", "投诉", "推广", "仓配"] as const satisfies readonly Team[];

export const ROLES = ["owner", "lead", "agent", "trainer", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** The size chart's columns in the order in which they are read. */
export const SIZE_COLUMNS = [
  "size",
  "height",
  "weight",
  "bust",
  "waist",
  "hip",
  "shoulder",
  "length",
  "sleeve",
  "fit",
  "remark",
] as const satisfies readonly (keyof SizeRow)[];

/** An error over HTTP (application/problem+json). */
export interface Problem {
  title?: string;
  detail?: string;
  code?: string;
}
