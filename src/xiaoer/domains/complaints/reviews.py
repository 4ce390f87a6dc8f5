"""Reviews (评价) of a platform: what they say, why, a public answer, a word in private. No bargaining."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.reading.mood import mood_of
from xiaoer.domains.complaints.errors import AlreadyMoved, ReviewGone
from xiaoer.domains.complaints.models import ReviewRow
from xiaoer.domains.complaints.steps import cause_of
from xiaoer.domains.orders import timeline
from xiaoer.domains.work import service as work
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import iso_ms, to_ms
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit

DAY_MS = 24 * 3600 * 1000
COLUMNS = ("评价编号", "订单号", "买家", "商品", "星级", "内容", "时间")
ALIASES = {
    "评价ID": "评价编号", "订单编号": "订单号", "子订单编号": "订单号", "买家昵称": "买家", "用户昵称": "买家",
    "评价人": "买家",
    "商品标题": "商品", "商品名称": "商品", "宝贝名称": "商品", "评分": "星级", "评价等级": "星级", "评价类型": "星级",
    "评价内容": "内容", "初评内容": "内容", "评论内容": "内容", "评价时间": "时间", "创建时间": "时间",
}  # fmt: skip
_WORDS = {"好评": 5, "中评": 3, "差评": 1, "非常满意": 5, "满意": 4, "一般": 3, "不满意": 2, "非常不满意": 1}
_BAD = re.compile(
    r"差|坏|破|假|骗|垃圾|失望|不(?:好|值|行|满意|舒服|合适|推荐)|难|臭|掉色|起球|开线|再也不|退货|后悔|色差|太慢"
)
_GOOD = re.compile(r"喜欢|满意|不错|很好|好评|合适|舒服|值得|推荐|漂亮|好看|质量好|回购|快")


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a file tells it."""

    number: str
    order: str
    nick: str
    goods: str
    stars: int | None
    text: str
    at: datetime | None


def stars_of(text: str) -> int | None:
    """`5`, `五星`, `好评` → 1–5; None where nothing is said. Raises `ValueError` for what cannot be read."""
    plain = text.strip().removesuffix("星").removesuffix("分")
    if not plain:
        return None
    if plain in _WORDS:
        return _WORDS[plain]
    value = "零一二三四五".find(plain) if len(plain) == 1 and plain in "一二三四五" else round(float(plain))
    if not 1 <= value <= 5:
        raise ValueError(f"星级“{text}”不在 1 到 5 之间")
    return value


def sentiment_of(stars: int | None, text: str) -> str:
    """good, neutral or bad: by stars where they are clear, else by words."""
    if stars is not None and stars != 3:
        return "good" if stars >= 4 and mood_of(text) != "angry" else "bad" if stars <= 2 else "neutral"
    bad, good = len(_BAD.findall(text)), len(_GOOD.findall(text))
    return "bad" if bad > good else "good" if good > bad else "neutral"


def number_of(review: Review) -> str:
    """The platform's number, else one made from what the review says, so that it is one however often it comes."""
    if review.number:
        return review.number
    whole = f"{review.order}|{review.nick}|{review.text}|{review.at}"
    return "made:" + hashlib.sha256(whole.encode()).hexdigest()[:20]


def draft(review: dict[str, Any], address_form: str) -> str:
    """A public answer from what is known: the fact, the way to us, and nothing about changing the review."""
    if review["sentiment"] == "good":
        return f"谢谢{address_form}的认可，穿用中有任何问题随时找我们。"
    fact = {
        "goods": "商品没有达到您的期待", "courier": "物流没有让您满意", "service": "我们的服务没有做好",
    }.get(review["cause"], "这次没有让您满意")  # fmt: skip
    return (
        f"{address_form}您好，看到您的评价了，{fact}，我们很抱歉。我们已安排专人核实，会在订单会话里跟您联系处理；"
        "不管评价是否修改，这件事都会处理到底。"
    )


def bring(unit: Unit, shop_id: int, reviews: Sequence[Review]) -> Tally:
    """Take reviews in by number; a bad one opens a task to follow up in private. Doing it again changes nothing."""
    tally = Tally()
    for review in reviews:
        number = number_of(review)
        known = unit.session.scalar(select(ReviewRow).where(ReviewRow.shop_id == shop_id, ReviewRow.number == number))
        if known is not None:
            same = (known.text, known.stars) == (review.text, review.stars)
            known.text, known.stars = review.text, review.stars
            tally.unchanged, tally.changed = tally.unchanged + same, tally.changed + (not same)
            continue
        sentiment = sentiment_of(review.stars, review.text)
        row = ReviewRow(
            shop_id=shop_id, number=number, order_number=review.order, nick=review.nick, goods=review.goods,
            stars=review.stars, text=review.text, sentiment=sentiment, answer="", state="open",
            cause=cause_of(review.text) if sentiment != "good" else "", made_ms=unit.now_ms, version=1,
            at_ms=to_ms(review.at) if review.at else None,
        )  # fmt: skip
        unit.session.add(row)
        unit.session.flush()
        tally.added += 1
        timeline.note(unit, shop_id, review.order, "review", f"评价：{review.text}"[:500], nick=review.nick)
        if sentiment == "bad":
            text = f"私下跟进评价（{review.goods or review.order}）：{review.text}"[:500]
            due_ms = unit.now_ms + DAY_MS
            task = NewTask(f"review:{row.id}", "review", text, due_ms=due_ms, order=review.order, nick=review.nick)
            work.add(unit, shop_id, task)
    if tally.added or tally.changed:
        unit.emit(shop_id, "casework.changed", {"about": "review", "id": 0})
    return tally


def settle(unit: Unit, shop_id: int, review_id: int, version: int, *, answer: str | None, state: str) -> dict[str, Any]:
    """Keep the public answer that was given, or put the review aside. Raises `ReviewGone`, `AlreadyMoved`."""
    row = unit.session.scalar(
        select(ReviewRow).where(ReviewRow.shop_id == shop_id, ReviewRow.id == review_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    if row is None:
        raise ReviewGone()
    if row.version != version:
        raise AlreadyMoved()
    row.state, row.version = state, row.version + 1
    if answer is not None:
        row.answer = answer
    unit.session.flush()
    unit.emit(shop_id, "casework.changed", {"about": "review", "id": row.id})
    return view(row)


def view(row: ReviewRow) -> dict[str, Any]:
    """A review as staff see it."""
    return {
        "id": row.id, "order": row.order_number, "nick": row.nick, "goods": row.goods, "stars": row.stars,
        "text": row.text, "sentiment": row.sentiment, "cause": row.cause, "state": row.state, "answer": row.answer,
        "at": iso_ms(row.at_ms), "version": row.version,
    }  # fmt: skip


def page(session: Session, shop_id: int, *, state: str = "open", limit: int = 200) -> list[dict[str, Any]]:
    """Reviews: bad ones first, then the newest."""
    query = select(ReviewRow).where(ReviewRow.shop_id == shop_id)
    if state != "all":
        query = query.where(ReviewRow.state == state)
    rank = {"bad": 0, "neutral": 1, "good": 2}
    found = [view(row) for row in session.scalars(query.order_by(ReviewRow.id.desc()).limit(limit))]
    return sorted(found, key=lambda one: rank[one["sentiment"]])


def causes(session: Session, shop_id: int) -> dict[str, int]:
    """How many bad reviews each cause has."""
    rows = session.execute(
        select(ReviewRow.cause, func.count())
        .where(ReviewRow.shop_id == shop_id, ReviewRow.sentiment == "bad")
        .group_by(ReviewRow.cause)
    )
    return {row[0]: int(row[1]) for row in rows}
