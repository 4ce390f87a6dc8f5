"""Signing in over the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from xiaoer.core.reading.shapes import Team
from xiaoer.domains.staff.rules import Role
from xiaoer.kit.ids import Code, Id, Line, Number, Text

Password = Annotated[Text, Field(min_length=1, max_length=200)]
Name = Annotated[Line, Field(min_length=1, max_length=40, pattern=r"\S")]


class SignIn(BaseModel):
    """Login, password and, where two-factor sign-in is on, the code."""

    login: Annotated[Line, Field(min_length=1, max_length=64)]
    password: Password
    code: Annotated[Line, Field(max_length=10)] | None = None  # of the app, or a recovery code


class StaffView(BaseModel):
    """The signed-in person."""

    id: int
    login: str
    name: str
    service_number: str


class ShopOfStaff(BaseModel):
    """A shop and what one is in it."""

    code: str
    name: str
    platform: str
    colour: str
    role: str
    teams: list[str]
    capacity: int
    response_target_s: int
    timezone: str
    address_form: str


class SessionView(BaseModel):
    """A session; `csrf` goes into the header of every writing request.

    `must_change` = the password was given by somebody else and wants to be changed.
    """

    staff: StaffView
    csrf: str
    shops: list[ShopOfStaff]
    must_change: bool = False


class StaffMember(BaseModel):
    """Somebody of a shop, as those who manage it see him. `shops` = codes of those that the asker belongs to."""

    id: int
    login: str
    name: str
    service_number: str
    role: Role
    teams: list[str]
    capacity: int
    status: str
    two_factor: bool
    last_seen: str | None
    version: int
    shops: list[str]


class StaffMembers(BaseModel):
    """The people of a shop."""

    members: list[StaffMember]


class MemberPlace(BaseModel):
    """What somebody is in a shop."""

    name: Name
    service_number: Annotated[Line, Field(max_length=20)] = ""
    role: Role
    teams: Annotated[list[Team], Field(max_length=5)] = []
    capacity: Annotated[int, Field(ge=0, le=200)] = 5


class NewMember(MemberPlace):
    """Somebody who comes."""

    login: Code


class MemberChange(MemberPlace):
    """Somebody's place anew; `version` = the one that was seen."""

    version: Number


class Leaving(BaseModel):
    """Somebody's access ends. `to` takes everything that nobody else is named for.

    Chats without a taker go back to their queues; tasks, promises and cases must have one (409 `not_handed_over`).
    """

    version: Number
    to: Id | None = None
    chats_to: Id | None = None
    tasks_to: Id | None = None
    promises_to: Id | None = None
    cases_to: Id | None = None
    keep_phrases: bool = True


class OfSomebody(BaseModel):
    """How many there are, and the first of them."""

    count: int
    first: list[str]


class LeavingView(BaseModel):
    """What is somebody's and would move or end. `other_shops` = shops in which he stays."""

    chats: OfSomebody
    tasks: OfSomebody
    promises: OfSomebody
    cases: OfSomebody
    shifts: int
    handovers: int
    keys: int
    sessions: int
    phrases: int
    other_shops: int


class PasswordReset(BaseModel):
    """What the owner resets."""

    two_factor: bool = False


class OneTimePassword(BaseModel):
    """A password made for somebody, told this once; None where he keeps his own."""

    id: int
    login: str
    password: str | None


class Left(BaseModel):
    """How many of each were handed over, ended or became the team's."""

    chats: int
    tasks: int
    promises: int
    cases: int
    shifts: int
    handovers: int
    keys: int
    phrases: int


class AccountView(BaseModel):
    """One's own account."""

    two_factor: bool
    recovery_codes: int
    must_change: bool


class PasswordChange(BaseModel):
    """The present password and the new one."""

    current: Password
    new: Password


class PasswordProof(BaseModel):
    """One's password, asked again for what matters."""

    password: Password


class TwoFactorBegun(BaseModel):
    """The secret and the address that the QR code shows; neither counts before it is confirmed."""

    secret: str
    uri: str


class TwoFactorCode(BaseModel):
    """The six digits that the app shows."""

    code: Annotated[Line, Field(min_length=6, max_length=10)]


class RecoveryCodes(BaseModel):
    """Codes that stand in for the app once each; shown this once."""

    codes: list[str]


class SignedInAt(BaseModel):
    """A session of one's own."""

    id: int
    device: str
    place: str
    created: str
    used: str
    current: bool


class SignedIn(BaseModel):
    """Where one is signed in."""

    sessions: list[SignedInAt]
