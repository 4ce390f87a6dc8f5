"""Who a visitor is: signed identities of the shop, tokens of ours. HS256, nothing else is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from xiaoer.kit.errors import Unauthenticated
from xiaoer.kit.ids import keepable

TOKEN_HOURS = 12
IDENTITY_HOURS = 24
LEEWAY_S = 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor with a valid token. `nick` is None for an anonymous one."""

    shop_id: int
    shopper_id: int
    nick: str | None


def sign_token(secret: str, visitor: Visitor, now: datetime) -> tuple[str, datetime]:
    """A token for the widget and when it ends."""
    expires = now + timedelta(hours=TOKEN_HOURS)
    claims = {
        "use": "widget", "shop": visitor.shop_id, "sub": str(visitor.shopper_id), "nick": visitor.nick,
        "iat": int(now.timestamp()), "exp": int(expires.timestamp()),
    }  # fmt: skip
    return jwt.encode(claims, secret, algorithm="HS256"), expires


def read_token(secret: str, token: str, now: datetime) -> Visitor:
    """The visitor of a token. Raises `Unauthenticated`."""
    claims = _decode(secret, token)
    if claims.get("use") != "widget" or not isinstance(claims.get("exp"), int) or claims["exp"] <= now.timestamp():
        raise Unauthenticated("会话已过期，请刷新后重试")
    try:
        nick = claims.get("nick")
        return Visitor(int(claims["shop"]), int(claims["sub"]), None if nick is None else str(nick))
    except (KeyError, ValueError, TypeError):
        raise Unauthenticated("会话无效，请刷新后重试") from None


def sign_identity(secret: str, shop_code: str, nick: str, now: datetime) -> str:
    """What a shop's own server makes for a signed-in shopper (here: the example storefront)."""
    claims = {
        "sub": nick, "shop": shop_code, "iat": int(now.timestamp()),
        "exp": int((now + timedelta(hours=IDENTITY_HOURS)).timestamp()),
    }  # fmt: skip
    return jwt.encode(claims, secret, algorithm="HS256")


def read_identity(secret: str, shop_code: str, token: str, now: datetime) -> str:
    """The shop's own name for the shopper. Refuses forged, expired, foreign and too long-lived identities."""
    claims = _decode(secret, token)
    issued, expires, nick = claims.get("iat"), claims.get("exp"), claims.get("sub")
    if not (isinstance(issued, int | float) and isinstance(expires, int | float) and isinstance(nick, str)):
        raise Unauthenticated("身份令牌缺少 sub、iat 或 exp")
    if not nick or len(nick) > 100 or not keepable(nick) or claims.get("shop") != shop_code:
        raise Unauthenticated("身份令牌不属于本店，或 sub 不可用")
    if expires <= now.timestamp() or issued > now.timestamp() + LEEWAY_S:
        raise Unauthenticated("身份令牌已过期，或服务器时钟不准")
    if expires - issued > IDENTITY_HOURS * 3600:
        raise Unauthenticated(f"身份令牌有效期不能超过 {IDENTITY_HOURS} 小时")
    return nick


def _decode(secret: str, token: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_sub": False},
        )  # times are checked against our own clock
    except (jwt.PyJWTError, ValueError, UnicodeError):
        raise Unauthenticated("令牌无效") from None
    return claims
