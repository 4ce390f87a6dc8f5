"""The first shop of an installation and its owner (建店); later, further shops of an owner."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopProfile
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.models import Installation, Shop
from xiaoer.domains.staff import people
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.models import Staff
from xiaoer.kit.errors import Conflict, Forbidden
from xiaoer.kit.writer import Unit

CODE = "setup_code"
TEAMS = ("售前", "售后", "投诉", "推广", "仓配")
OWNER_CAPACITY = 10


@dataclass(frozen=True, slots=True)
class NewShop:
    """A shop that is to be."""

    code: str
    profile: ShopProfile
    colour: str = ""


@dataclass(frozen=True, slots=True)
class NewOwner:
    """Who owns it. `hashed` = his password; `must_change` = somebody else has chosen it."""

    login: str
    name: str
    hashed: str
    must_change: bool = False


def is_empty(session: Session) -> bool:
    """Whether nobody has begun here: no shop and nobody of staff."""
    return not session.scalar(select(func.count(Shop.id))) and not session.scalar(select(func.count(Staff.id)))


def setup_code(unit: Unit) -> str | None:
    """The code that the wizard asks for, so that only who can read the server's own words may begin; None = begun."""
    return shops.installation_secret(unit, CODE) if is_empty(unit.session) else None


def check_code(session: Session, code: str) -> None:
    """Raises `Conflict` where somebody has begun, `Forbidden` for a wrong code."""
    if not is_empty(session):
        raise Conflict("这里已经建好店铺：请登录", code="already_set_up")
    row = session.get(Installation, CODE)
    if row is None or row.value != code:
        raise Forbidden("安装码不对：请看服务器启动时显示的那一行，用里面的链接打开", code="wrong_setup_code")


def found(unit: Unit, shop: NewShop, owner: NewOwner) -> tuple[int, int]:
    """A shop and its owner; returns their ids. Raises `Conflict` where the code or the login is taken."""
    shop_id = make_shop(unit, shop)
    if staff.find_login(unit.session, owner.login) is not None:
        raise Conflict(f"账号 {owner.login} 已经有人使用，请换一个", code="login_taken")
    staff.ensure_staff(
        unit, shop_id, login=owner.login, name=owner.name, service_number="", role="owner", teams=TEAMS,
        capacity=OWNER_CAPACITY, password_hash=lambda: owner.hashed,
    )  # fmt: skip
    staff.set_password(unit, owner.login, owner.hashed, must_change=owner.must_change)
    unit.session.execute(delete(Installation).where(Installation.name == CODE))
    made = staff.find_login(unit.session, owner.login)
    assert made is not None
    return shop_id, made[0]


def further(unit: Unit, shop: NewShop, owner_id: int) -> int:
    """Another shop of somebody who owns one."""
    shop_id = make_shop(unit, shop)
    people.join(unit, shop_id, owner_id, people.Place("owner", TEAMS, OWNER_CAPACITY))
    return shop_id


def make_shop(unit: Unit, shop: NewShop) -> int:
    """A shop alone. Raises `Conflict` where its code is taken."""
    if unit.session.scalar(select(Shop.id).where(Shop.code == shop.code)) is not None:
        raise Conflict(f"已经有代号为 {shop.code} 的店铺，请换一个代号", code="shop_exists")
    shop_id, _ = shops.ensure(unit, shop.code, shop.profile, example=False)
    if shop.colour:
        shops.paint(unit, shop_id, shop.colour)
    return shop_id
