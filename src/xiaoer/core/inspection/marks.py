"""`Mark`: one finding of an inspection, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass

PRAISE = frozenset(["good_closing", "two_choices", "true_alternative", "good_apology"])
KIND_NAMES = {
    "no_greeting": "没有问候", "bad_closing": "收尾不当", "cold_reply": "冷淡回复", "negative_wording": "服务禁语",
    "self_centred": "以自我为由", "blame_shifting": "推诿责任", "wording_block": "违规宣传", "personal_data": "隐私信息",
    "unfounded_promise": "无据承诺", "broken_promise": "承诺未兑现", "made_repeat": "让买家重复",
    "forgotten_hold": "稍等后没回来", "unanswered_question": "问题未答", "no_alternative": "没给替代",
    "slow_no_apology": "慢而不致歉", "rights_denial": "侵害权益", "abuse": "辱骂威胁", "off_platform": "引导站外",
    "cash_for_review": "好评返现", "private_payment": "私下收款", "false_review": "虚假评价", "fake_urgency": "制造紧张",
    "invoice_refusal": "拒开发票", "false_refund_reason": "诱导退款原因", "early_receipt": "诱导确认收货",
    "prohibited_goods": "违禁商品", "wrong_fact": "说错事实", "missed_offer": "该推荐没推荐",
    "no_two_choices": "犹豫时没给选择", "complaint_steps": "投诉步骤缺失", "no_remark": "转接没交代", "good_closing": "收尾周到", "two_choices": "给出两个选择",
    "true_alternative": "给出替代方案", "good_apology": "诚恳道歉",
}  # fmt: skip
"""Every kind of finding and its name for people."""
SUSPECTED = 0.6
"""The most confidence of a finding that would be fatal and that one sign alone bears; every other one has more, so
that a person is shown such a chat before others."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding as a judge sees it: the lines it rests on (`seq`), how sure, why, and by which rule.

    `doubtful`: only one sign of it, so it is never fatal, whatever its kind; a person looks at it (`SUSPECTED`).
    """

    kind: str
    messages: tuple[int, ...]
    reason: str
    rule: str
    confidence: float = 0.9
    fatal: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with what it costs (negative points) or earns."""

    kind: str
    messages: tuple[int, ...]
    fatal: bool
    points: int
    confidence: float
    reason: str
    rule: str
