"""A case on the bench: its facts, the rules in force when it was asked, and the trail of steps taken so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from xiaoer.core.money import from_fen, yuan
from xiaoer.core.rulebook.judge.book import InForce, Rule
from xiaoer.core.rulebook.judge.days import say
from xiaoer.core.rulebook.judge.facts import Facts
from xiaoer.core.rulebook.judge.shapes import Deadline, Decision, Due, Outcome, Payer, Step

if TYPE_CHECKING:
    import cel

# What conditions may ask about, by object: truth values only, so that the context stays small (DESIGN, trap 10).
_ASKED = {
    "flag": ("product_flags", (
        "custom_made", "perishable", "digital_unsealed", "online_download", "periodical", "durable",
    )),
    "request": ("request", (
        "opened", "used", "tags_removed", "seal_broken", "activated", "data_traces", "serial_altered",
        "unauthorized_repair", "soiled", "damaged_by_buyer", "outer_box_missing", "fault_confirmed",
    )),
}  # fmt: skip
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("electronics", (
        "手机", "数码", "电脑", "家电", "电器", "平板", "相机", "耳机", "电子", "手表", "投影", "音箱", "笔记本",
        "冰箱", "洗衣机", "空调", "电视", "显示器",
    )),
    ("cosmetics", ("化妆", "美妆", "护肤", "彩妆", "香水", "洗护", "面膜", "口红", "个护")),
    ("sealed", ("医疗器械", "医疗", "计生", "保健品", "保健食品")),
    ("textile", ("家纺", "床上用品", "毛巾", "窗帘")),
    ("clothes", (
        "装", "服", "衣", "裤", "裙", "鞋", "靴", "箱包", "包袋", "女包", "男包", "背包", "玩具", "帽", "袜", "配饰",
        "家居", "围巾",
    )),
    ("food", (
        "食品", "零食", "饮料", "酒", "茶", "粮油", "生鲜", "水果", "糕点", "坚果", "保健", "奶粉", "礼盒", "海鲜",
        "肉", "蔬",
    )),
)  # fmt: skip
"""Category words → the kinds of 暂行办法 第9条; the first that fits counts."""


@lru_cache(maxsize=4096)
def kind_of(category: str) -> str:
    """The kind of goods that a category name speaks of."""
    return next((kind for kind, words in KINDS if any(word in category for word in words)), "other")


@dataclass(frozen=True)
class Case:
    """One case. `trail` grows while it is judged; nothing else changes."""

    facts: Facts
    book: InForce
    at: datetime
    now: datetime
    type: str
    reason: str
    status: str
    trail: list[Step] = field(default_factory=list)

    @cached_property
    def goods(self) -> str:
        """The kind of goods that decides on intactness; `other` where no word fits."""
        return kind_of(self.facts.text("category"))

    @cached_property
    def evidence(self) -> frozenset[str]:
        """The kinds of proof handed in."""
        return self.facts.names("request.evidence")

    @cached_property
    def reviewed(self) -> bool:
        """Whether a supervisor or specialist has finished."""
        return self.facts.flag("review.done")

    @cached_property
    def findings(self) -> frozenset[str]:
        """What is proven: findings of a finished review."""
        return self.facts.names("review.findings") if self.reviewed else frozenset()

    @cached_property
    def context(self) -> cel.Context:
        """The context of the conditions, built once per case."""
        values: dict[str, Any] = {
            "goods": self.goods,
            "reason": self.reason,
            "type": self.type,
            "evidence": sorted(self.evidence),
            "signals": sorted(self.facts.names("request.signals")),
            "inspection": self.facts.text("request.inspection"),
        }
        for name, (path, fields) in _ASKED.items():
            values[name] = self.facts.truths(path, fields)
        import cel  # loaded at first use: its package brings 10 MB along

        return cel.Context(values)

    def first(self, group: str) -> Rule | None:
        """The first rule in force of a group whose condition holds."""
        return self.book.first(group, self.context)

    def value(self, rule: str) -> int:
        """The value of a rule in force."""
        return self.book.value(rule)

    def cite(self, rule: str, *more: str, **said: str) -> None:
        """Note that a rule was applied; `said` fills its text, `more` are further grounds (`shop_rules.X`)."""
        found = self.book.by_id[rule]
        self.trail.append(Step(rule, found.zh.format(**said), (*more, *found.basis)))


def approve(
    case: Case, payer: Payer, *, fen: int | None = None, due: Deadline | None = None, flags: Iterable[str] = (),
    conditional: bool = False,
) -> Decision:  # fmt: skip
    """Granted; goods come back unless `payer` is none. Says which clauses of page and seller do not count."""
    _note_void_clauses(case)
    outcome: Outcome = "approve_conditionally" if conditional else "approve"
    return _decision(case, outcome, payer, due, fen, tuple(flags))


def _note_void_clauses(case: Case) -> None:
    codes = [f"notice.{row.text('code')}" for row in case.facts.rows("page_notices")]
    codes.append(f"claim.{case.facts.text('seller_claim.code')}")
    if case.facts.text("order.payment.method") == "offsite_led_by_seller":
        codes.append("claim.not_paid_on_platform")
    for rule in dict.fromkeys(codes):
        if rule in case.book.by_id:
            case.cite(rule)


def refuse(case: Case, *, due: Deadline | None = None) -> Decision:
    """Not granted as asked; the trail says why."""
    return _decision(case, "refuse", None, due, None, ())


def ask(case: Case, what: str, *, due: Deadline | None = None) -> Decision:
    """Open until proof comes: `what` names it and who supplies it."""
    case.cite("verdict.ask", what=what)
    return _decision(case, "ask_evidence", None, due, None, ())


def escalate(case: Case) -> Decision:
    """To a supervisor or specialist; the trail says why."""
    case.cite("verdict.escalate")
    return _decision(case, "escalate", None, None, None, ())


def by(what: Due, moment: datetime) -> Deadline:
    """A deadline."""
    return Deadline(what, moment)


_HEAD: dict[Outcome, str] = {
    "approve": "可以为您办理。",
    "approve_conditionally": "可以按下面的方式为您办理。",
    "refuse": "这次不能按您的要求办理。",
    "ask_evidence": "这件事还差一份证明，核实后马上处理。",
    "escalate": "这件事由主管专门处理，会尽快给您答复。",
}
_DUE: dict[Due, str] = {
    "return_by": "退货申请的截止时间是{at}。", "refund_by": "退款最晚在{at}前退出。",
    "ship_by": "承诺的发货时间是{at}前。", "answer_by": "最晚在{at}前给您办好。",
}  # fmt: skip
_PAID: dict[Payer, str] = {"buyer": "寄回的运费由您承担。", "seller": "寄回的运费由我们承担。", "none": ""}


def _decision(
    case: Case, outcome: Outcome, payer: Payer | None, due: Deadline | None, fen: int | None, flags: tuple[str, ...]
) -> Decision:
    basis = dict.fromkeys(article for step in case.trail for article in step.basis)
    said = [_HEAD[outcome], *(f"{step.text.rstrip('。')}。" for step in case.trail if step.text)]
    if payer is not None:
        said.append(_PAID[payer])
    if fen is not None:
        said.append(_money(case, fen))
    if due is not None:
        said.append(_DUE[due.what].format(at=say(due.at)))
    if "refund_overdue" in flags:
        said.append("退款已经超过时限，应马上退出。")
    back = None if payer is None else payer != "none"
    amount = None if fen is None else from_fen(fen)
    return Decision(outcome, payer, back, due, amount, tuple(basis), flags, "".join(said), tuple(case.trail))


def _money(case: Case, fen: int) -> str:
    if case.type == "invoice":
        return f"开票金额{yuan(from_fen(fen))}元。"
    if fen < 0:
        return f"结算后需要您补{yuan(from_fen(-fen))}元。"
    word = {"compensation": "赔付", "price_protection": "补差价"}.get(case.type, "退款")
    return f"{word}{yuan(from_fen(fen))}元。" if fen else "没有需要退的款项。"
