"""The door to actions on orders, for agents and for the robot alike. Each function is one unit of work.

    made = propose(unit, shop, facts, Proposal("change_address", order, params, conversation_id=chat), by)
    done = answer(unit, shop, facts, made["id"], yes=True, by=Yes("words", seq=12, text="确认"))

`propose` judges, then shows a card in the chat (`state` "proposed"), asks the lead ("approval"), or, where no yes is
needed, does it at once. It raises `RuledOut` with a sentence for the shopper. `answer` takes the shopper's yes or no
and does it exactly once; `outcome` of what it returns is the sentence to say: done ("done"), laid before people with
exact steps ("by_hand"), or no longer possible ("failed").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.answering.wishes.acts import answer_of
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.domains.actions import performing, repository
from xiaoer.domains.actions.errors import ActionGone, AlreadyAnswered, BadDetail, NotAllowed, Pending, RuledOut
from xiaoer.domains.actions.kinds import KindRule
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.actions.repository import OPEN_STATES
from xiaoer.domains.actions.rules import Params, Verdict, card_lines, card_text, complete, judge, rule_of
from xiaoer.domains.aftersales.service import By
from xiaoer.domains.desk import cards
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.errors import NotFound
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

HOLDS_MS = 24 * 3600 * 1000
ROBOT = By("shop", "智能客服")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is wished for. `nick` = whose order it must be; `key` makes it one however often it is asked for.

    `rule` = what the asker rests on, kept beside the rulebook's; `ask` False = no card, True = a card even where the
    kind needs no yes, None = as the kind says.
    """

    kind: str
    order: str = ""
    params: Params = ()
    conversation_id: int | None = None
    shopper_id: int | None = None
    nick: str = ""
    key: str = ""
    rule: str = ""
    ask: bool | None = None


@dataclass(frozen=True, slots=True)
class Yes:
    """How the shopper answered: on the card, or in words (the number and text of his line)."""

    how: str = "card"
    seq: int = 0
    text: str = ""


def judged(
    session: Session, shop: ShopInfo, facts: ShopFacts, kind: str, order: str, params: Mapping[str, str], by: By
) -> Verdict:
    """The rulebook's word on a wish, without doing anything."""
    known = orders.find(session, shop.id, order) if order else None
    return judge(kind, known, params, shop.profile, facts, limit=_limit(shop, by), lead=by.party == "lead")


def propose(unit: Unit, shop: ShopInfo, facts: ShopFacts, wish: Proposal, by: By) -> dict[str, Any]:
    """Judge a wish and bring it on its way. Raises `RuledOut`, `Pending`, `BadDetail`, `NotFound`."""
    known = _by_key(unit, shop.id, wish.key)
    if known is not None:
        return repository.view(known, unit.now_ms)
    rule = rule_of(wish.kind, shop.profile)
    params = complete(rule, wish.params)
    order = orders.find(unit.session, shop.id, wish.order) if wish.order else None
    if order is not None and wish.nick and order.shopper != wish.nick:
        raise NotFound("这位买家没有这个订单", code="unknown_order")
    asks = rule.asks if wish.ask is None else wish.ask or rule.asks
    if asks and wish.conversation_id is None:
        raise BadDetail("要买家确认的操作，请在会话里发起", field="conversation")
    verdict = judge(
        wish.kind, order, dict(params), shop.profile, facts, limit=_limit(shop, by), lead=by.party == "lead"
    )  # fmt: skip
    if verdict.outcome == "refused":
        raise RuledOut(verdict.why, rule=verdict.rule)
    _make_room(unit, shop.id, wish, params)
    row = _row(unit, shop, wish, rule, params, verdict, by)
    if verdict.outcome == "lead":
        performing.ask_lead(unit, row, verdict.why)
    elif asks:
        show_card(unit, row, rule, order, robot=by.staff_id is None)
    else:
        performing.perform(unit, shop, facts, row, by)
    return _settle(unit, row)


def answer(
    unit: Unit, shop: ShopInfo, facts: ShopFacts, action_id: int, *, yes: bool, by: Yes | None = None,
    actor: By = ROBOT, version: int | None = None, shopper_id: int | None = None, wish: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The shopper's yes or no. Raises `AlreadyAnswered` when it is settled, `NotAllowed` where words are not enough.

    `shopper_id` = whose action it must be (the widget's visitor); `wish` = for the packing, beside an order check.
    """
    how = by or Yes()
    row = _locked(unit, shop.id, action_id, version)
    if shopper_id is not None and row.shopper_id != shopper_id:
        raise ActionGone()
    rule = rule_of(row.kind, shop.profile)
    if row.state != "proposed":
        raise AlreadyAnswered()
    if how.how == "words":
        _words_hold(rule, row, how, yes)
    if row.until_ms is not None and row.until_ms < unit.now_ms:
        performing.end(unit, row, "expired", "确认的时间过了，需要的话请重新发起")
        return _settle(unit, row)
    row.confirmed, row.words = how.how, how.text
    if wish and rule.wish:
        before = dict(repository.params_of(row))
        whole = {**before, rule.wish: "；".join(filter(None, (before.get(rule.wish), wish)))}
        row.params = encode([list(pair) for pair in complete(rule, list(whole.items()))])
        performing.show_params(unit, shop, row, rule)
    if yes:
        performing.perform(unit, shop, facts, row, actor)
    elif row.kind == "check_order":
        performing.not_right(unit, row)
    else:
        performing.end(unit, row, "declined", f"好的，{row.name}先不办")
    return _settle(unit, row)


def open_in(session: Session, shop_id: int, conversation_id: int, now_ms: int) -> list[dict[str, Any]]:
    """The actions of a chat that wait for the shopper's answer, newest first."""
    found = repository.page(session, shop_id, now_ms, conversation=conversation_id, state="proposed")
    return [one for one in found if one["state"] == "proposed"]


def decide(
    unit: Unit, shop: ShopInfo, facts: ShopFacts, action_id: int, act: str, version: int, by: By, *, text: str = ""
) -> dict[str, Any]:
    """approve or reject (the lead), withdraw, done or failed (by hand). Raises `AlreadyAnswered`, `NotAllowed`."""
    row = _locked(unit, shop.id, action_id, version)
    needs = {"approve": "approval", "reject": "approval", "done": "by_hand", "failed": "by_hand"}
    if (act in needs and row.state != needs[act]) or (act == "withdraw" and row.state not in OPEN_STATES):
        raise AlreadyAnswered()
    if act in ("approve", "reject") and by.party != "lead":
        raise NotAllowed("这一步要主管来做")
    if act == "approve":
        _approved(unit, shop, facts, row, by)
    elif act == "reject":
        performing.end(unit, row, "withdrawn", text or "主管没有同意", tell=False)
    elif act == "withdraw":
        performing.end(unit, row, "withdrawn", text or "已撤回", tell=row.message_seq is not None)
    else:
        performing.by_hand_over(unit, row, by, done=act == "done", text=text)
    return _settle(unit, row)


def seen_in_import(unit: Unit, shop_id: int, numbers: list[str]) -> int:
    """Orders were imported: what people did by hand and the export now shows is done. Returns how many."""
    done = 0
    rows = repository.by_hand_of(unit.session, shop_id, numbers)
    known = orders.find_many(unit.session, shop_id, [row.order_number for row in rows]) if rows else {}
    for row in rows:
        order = known.get(row.order_number)
        if order is not None and performing.shows(row, order):
            row.version += 1
            performing.by_hand_over(unit, row, By("platform", "导入"), done=True, text="")
            _settle(unit, row)
            done += 1
    return done


def task_ended(unit: Unit, shop_id: int, task_id: int, by: By) -> None:
    """A task was ticked off in the list of what is owed; where it was an action's, the action is over too."""
    key = unit.session.scalar(select(TaskRow.key).where(TaskRow.shop_id == shop_id, TaskRow.id == task_id)) or ""
    kind, _, number = key.partition(":")
    if kind != "action" or not number.isdigit():
        return
    row = unit.session.scalar(select(ActionRow).where(ActionRow.shop_id == shop_id, ActionRow.id == int(number)))
    if row is not None and row.state == "by_hand":
        row.version += 1
        performing.by_hand_over(unit, row, by, done=True, text="")
        _settle(unit, row)


def show_card(unit: Unit, row: ActionRow, rule: KindRule, order: Order | None, *, robot: bool) -> None:
    """Lay an action before the shopper."""
    lines = card_lines(rule, order, repository.params_of(row))
    row.state, row.until_ms = "proposed", unit.now_ms + HOLDS_MS
    body = {
        "text": card_text(rule, lines), "title": rule.name, "action": row.id, "order": row.order_number,
        "lines": lines, "state": "proposed", **({"wish": True} if rule.wish else {}),
    }  # fmt: skip
    row.message_seq = cards.show(
        unit, row.shop_id, row.conversation_id or 0, body, client_id=f"action:{row.id}",
        author="robot" if robot else "agent", name=row.by_name, staff_id=row.by_id,
    )  # fmt: skip
    performing.record(unit, row, f"请买家确认：{row.name}")


def _approved(unit: Unit, shop: ShopInfo, facts: ShopFacts, row: ActionRow, by: By) -> None:
    rule = rule_of(row.kind, shop.profile)
    performing.lead_answered(unit, row)
    if rule.asks:
        order = orders.find(unit.session, shop.id, row.order_number) if row.order_number else None
        show_card(unit, row, rule, order, robot=False)
    else:
        performing.perform(unit, shop, facts, row, by)


def _words_hold(rule: KindRule, row: ActionRow, how: Yes, yes: bool) -> None:
    """A yes in words: where the kind allows it, said after the card, and no plain no."""
    if not yes:
        return
    if not rule.words:
        raise NotAllowed(f"{rule.name}要买家在卡片上亲自确认：{rule.basis}")
    if row.message_seq is not None and how.seq <= row.message_seq:
        raise BadDetail("这句话在确认卡之前，不能当作确认", field="seq")
    if answer_of(how.text, row.kind) == "no":
        raise BadDetail("买家这句话是不同意", field="seq")


def _limit(shop: ShopInfo, by: By) -> Any:
    return by.limit if by.limit is not None or by.party == "lead" else shop.settings.refund_limit_agent


def _by_key(unit: Unit, shop_id: int, key: str) -> ActionRow | None:
    return (
        unit.session.scalar(select(ActionRow).where(ActionRow.shop_id == shop_id, ActionRow.key == key))
        if key
        else None
    )


def _make_room(unit: Unit, shop_id: int, wish: Proposal, params: Params) -> None:
    """One open action of a kind per order: a new wish takes the place of a card that nobody has answered."""
    query = select(ActionRow).where(
        ActionRow.shop_id == shop_id, ActionRow.kind == wish.kind, ActionRow.order_number == wish.order,
        ActionRow.state.in_(OPEN_STATES),
    )  # fmt: skip
    if not wish.order:
        query = query.where(ActionRow.conversation_id == wish.conversation_id)
    for row in unit.session.scalars(query.with_for_update()).all():
        if row.state == "by_hand" and row.kind != "remark":
            raise Pending(f"这个订单的{row.name}正在办", action=row.id)
        if row.state != "by_hand":
            row.version += 1
            performing.end(unit, row, "withdrawn", "已由新的确认代替", tell=False)
            _settle(unit, row)


def _row(
    unit: Unit, shop: ShopInfo, wish: Proposal, rule: KindRule, params: Params, verdict: Verdict, by: By
) -> ActionRow:
    row = ActionRow(
        shop_id=shop.id, key=wish.key or f"new:{unit.now_ms}:{wish.kind}:{wish.order}:{wish.conversation_id}",
        kind=wish.kind, name=rule.name, state="proposed", order_number=wish.order, nick=wish.nick,
        shopper_id=wish.shopper_id, conversation_id=wish.conversation_id, params=encode([list(p) for p in params]),
        rule="；".join(filter(None, (verdict.rule, wish.rule))), by_id=by.staff_id, by_name=by.name, steps="",
        outcome="", confirmed="", words="", made_ms=unit.now_ms, changed_ms=unit.now_ms, version=1,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    if not wish.key:
        row.key = f"action:{row.id}"
    return row


def _locked(unit: Unit, shop_id: int, action_id: int, version: int | None) -> ActionRow:
    """The action, its version counted up in the same breath: of two who press at once, one is told."""
    query = update(ActionRow).where(ActionRow.shop_id == shop_id, ActionRow.id == action_id)
    if version is not None:
        query = query.where(ActionRow.version == version)
    moved = unit.session.execute(
        query.values(version=ActionRow.version + 1).execution_options(synchronize_session=False)
    )
    row = unit.session.scalar(
        select(ActionRow).where(ActionRow.shop_id == shop_id, ActionRow.id == action_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    if row is None:
        raise ActionGone()
    if not moved.rowcount:  # type: ignore[attr-defined]
        raise AlreadyAnswered()
    return row


def _settle(unit: Unit, row: ActionRow) -> dict[str, Any]:
    row.changed_ms = unit.now_ms
    unit.session.flush()
    unit.emit(row.shop_id, "casework.changed", {"about": "action", "id": row.id}, conversation_id=row.conversation_id)
    return repository.view(row, unit.now_ms)
