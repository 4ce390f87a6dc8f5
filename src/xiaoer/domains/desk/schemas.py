"""What goes over the wire of the desk: entities, server frames and events, as the OpenAPI document names them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.orders.schemas import OrderView
from xiaoer.kit.ids import Id, Line, Text

Author = Literal["shopper", "agent", "robot", "system"]
MessageKind = Literal["text", "image", "file", "product_card", "order_card", "action_card", "form"]
State = Literal["robot", "queued", "assigned", "closed"]
Phase = Literal["none", "robot", "queued", "assigned", "away", "closed"]
Mood = Literal["calm", "pleased", "impatient", "angry"]


class FactView(BaseModel):
    """A cell that a reply rests on."""

    source: str
    field: str
    value: str


class CardLine(BaseModel):
    """One line of an action card."""

    name: str
    value: str


class MessageBody(BaseModel):
    """By kind: text; media, url, width, height; product card; order card; action card (its `action`, `lines`, `state`;
    `wish` = the shopper may write one beside his yes); system event. Sources for staff only.

    A note may carry `mentions` (staff ids) and `event`: `help` or `whisper`.
    """

    text: str | None = None
    event: str | None = None
    media: str | None = None
    url: str | None = None
    width: int | None = None
    height: int | None = None
    product: str | None = None
    sku: str | None = None
    spec: str | None = None
    title: str | None = None
    price: str | None = None
    picture: str | None = None
    order: str | None = None
    status: str | None = None
    amount: str | None = None
    count: int | None = None
    action: int | None = None
    state: str | None = None
    lines: list[CardLine] | None = None
    wish: bool | None = None
    sources: list[FactView] | None = None
    mentions: list[int] | None = None


class MessageView(BaseModel):
    """A message or an internal note."""

    id: str
    conversation: int
    seq: int | None
    note_seq: int | None
    rev: int
    client_id: str
    author: Author
    author_name: str
    staff_id: int | None
    assisted: bool
    visibility: Literal["public", "internal"]
    kind: MessageKind
    body: MessageBody
    at: str
    recalled: bool


class ShopperBrief(BaseModel):
    """Who writes, as lists show it."""

    id: int
    nick: str
    anonymous: bool
    level: str
    tags: list[str]
    orders: int


class AgentBrief(BaseModel):
    """Whose chat it is."""

    id: int
    name: str


class LastMessage(BaseModel):
    """The last line of people or robot."""

    seq: int
    author: Author
    kind: MessageKind
    preview: str
    at: str


class VisitView(BaseModel):
    """One stay of the shopper."""

    id: int
    opened_at: str
    closed_at: str | None
    tag: str | None
    stars: int | None
    word: str | None
    remark: str | None = None
    opened_seq: int | None = None


class SuggestionView(BaseModel):
    """What the robot would say to the shopper's message `seq`."""

    seq: int
    kind: Literal["answer", "clarify", "handoff", "act"]
    reply: str
    intents: list[str]
    confidence: float
    facts: list[FactView]
    team: str | None


class ConversationView(BaseModel):
    """A conversation as staff see it."""

    id: int
    shop: str
    shopper: ShopperBrief
    state: State
    team: str | None
    agent: AgentBrief | None
    intent: str | None
    mood: Mood
    urgent: bool
    product: str | None
    last_message: LastMessage | None
    last_seq: int
    rev: int
    unread: int
    agent_read_seq: int
    shopper_read_seq: int
    waiting_since: str | None
    respond_by: str | None
    queued_at: str | None
    visit: VisitView | None
    suggestion: SuggestionView | None
    messages_left: bool
    practice: bool
    snoozed_until: str | None
    version: int


class AgentView(BaseModel):
    """A colleague."""

    id: int
    name: str
    service_number: str
    role: str
    teams: list[str]
    status: Literal["online", "busy", "away", "offline"]
    status_text: str
    promotion: str
    load: int
    capacity: int


class FindingView(BaseModel):
    """One thing that the wording gate found. `statutory` = law: neither allowance nor override helps."""

    kind: str
    level: Literal["warn", "block"]
    span: str
    start: int
    end: int
    reason: str
    source: str
    rewrite: str | None
    statutory: bool = False


class VisitState(BaseModel):
    """Who answers the shopper now."""

    phase: Phase
    agent: str | None
    position: int | None
    wait_s: int | None
    can_rate: bool
    rated: int | None


# -- answers of endpoints -------------------------------------------------------------------------------------------


class Snapshot(BaseModel):
    """A shop's state at event number `event`."""

    event: int
    conversations: list[ConversationView]
    more: bool
    agents: list[AgentView]
    catalog_version: int


class ConversationDetail(BaseModel):
    """A conversation with its visits and one's own draft."""

    conversation: ConversationView
    visits: list[VisitView]
    draft: str
    draft_at: str | None


class Messages(BaseModel):
    """A page of messages."""

    messages: list[MessageView]
    more: bool


class Conversations(BaseModel):
    """A page of conversations."""

    conversations: list[ConversationView]


class Agents(BaseModel):
    """The colleagues of a shop."""

    agents: list[AgentView]


class SuggestionAnswer(BaseModel):
    """The current suggestion, if any."""

    suggestion: SuggestionView | None


class Transfer(BaseModel):
    """To whom a chat goes: a colleague or a team."""

    agent: Id | None = None
    team: Literal["售前", "售后", "投诉", "推广", "仓配"] | None = None
    remark: Annotated[Text, Field(max_length=500)] = ""


class Close(BaseModel):
    """How a visit ended."""

    tag: Annotated[Line, Field(min_length=1)]
    remark: Annotated[Text, Field(max_length=500)] = ""


class Draft(BaseModel):
    """What has been typed and not sent."""

    text: Annotated[Text, Field(max_length=20_000)]


class DraftKept(BaseModel):
    """A draft on disk; of two, the one with the later `at` holds."""

    text: str
    at: str


class ShopperDetail(BaseModel):
    """A shopper with own orders."""

    id: int
    nick: str
    anonymous: bool
    level: str
    tags: list[str]
    remark: str
    first_seen: str
    orders: list[OrderView]
    visits: int


class Reveal(BaseModel):
    """Ask for a masked field; the reason is kept."""

    order: Line
    field: Literal["phone", "address", "receiver"]
    reason: Annotated[Text, Field(min_length=2, max_length=200)]


class Revealed(BaseModel):
    """A field in full."""

    value: str


class Uploaded(BaseModel):
    """A picture that can be sent by its `media`."""

    media: str
    url: str
    width: int
    height: int


# -- widget -----------------------------------------------------------------------------------------------------------


class WidgetSessionWish(BaseModel):
    """Who the visitor is: nobody yet, the same as before, or known by a signed token."""

    visitor_key: Annotated[Text, Field(max_length=200)] | None = None
    identity: Annotated[Text, Field(max_length=4000)] | None = None


class WidgetShopper(BaseModel):
    """The visitor as the shop knows him."""

    nick: str
    anonymous: bool


class WidgetConversation(BaseModel):
    """Where his conversation stands."""

    last_seq: int
    rev: int
    open: bool
    agent_read_seq: int = 0


class WidgetShop(BaseModel):
    """What the widget shows of the shop."""

    code: str
    name: str
    platform: str
    address_form: str
    response_target_s: int
    service_hours: str
    open_now: bool
    staffed: bool
    robot: bool
    robot_name: str
    greeting: str
    consent: str
    colour: str


class WidgetSession(BaseModel):
    """A visitor's session; `token` goes into the header and the first frame."""

    token: str
    expires_at: str
    visitor_key: str | None
    shopper: WidgetShopper
    conversation: WidgetConversation | None
    shop: WidgetShop
