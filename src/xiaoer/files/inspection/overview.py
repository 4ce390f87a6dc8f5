"""What the reports show, and how numbers are written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiaoer.files.chats import Unread

KPI_NAMES = {
    "conversations": "会话数", "shoppers": "接待买家", "messages_shopper": "买家消息", "messages_agent": "人工消息",
    "first_response_s": "首次响应", "average_response_s": "平均响应", "reply_rate": "回复率", "reply_rate_30s": "30 秒应答率",
    "reply_rate_3min": "3 分钟应答率", "slow_responses": "慢响应", "unreplied": "未回复", "answer_question_ratio": "答问比",
    "wording_blocks": "违规用语", "wording_warns": "欠妥用语", "score": "质检均分",
    "taobao_human_average_response_s": "旺旺人工平响", "taobao_reply_rate_3min": "淘宝 3 分钟响应率",
    "pdd_reply_rate_3min": "拼多多 3 分钟人工回复率", "jd_first_reply_rate_30s": "京东首次 30 秒应答率",
    "douyin_session_reply_rate_3min": "抖音 3 分钟回复率（会话）",
}  # fmt: skip
TRADE_NAMES = {
    "inquiries": "询单人数", "paid_next_day_rate": "询单→次日付款", "paid_final_rate": "询单→最终付款", "ordered": "下单数",
    "order_paid_rate": "下单→付款", "orders": "归属订单", "sales": "销售额", "refunds": "退款额", "net_sales": "净销售额", "buyers": "成交买家",
    "order_value": "客单价", "items_per_buyer": "客件数", "refund_rate": "退款率", "assisted": "协助订单", "silent_orders": "静默订单",
}  # fmt: skip
PLATFORM_NAMES = {"taobao": "淘宝 / 天猫", "pdd": "拼多多", "jd": "京东", "douyin": "抖音", "own": "自有渠道"}
VARIANT_NAMES = {
    "service_hours": "只算服务时间（8:00–23:00）开始的回合", "same_day": "隔天的回复不算", "cap_600": "每回合最多 600 秒",
    "no_courtesy": "客套话不开启回合",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything of an inspection but the single conversations; `cited` are those that the page embeds."""

    title: str
    kpis: Mapping[str, Any]
    findings: Mapping[str, int]
    gaps: Sequence[Mapping[str, Any]]
    agents: Sequence[str]
    unread: Sequence[Unread]
    unread_count: int
    hours: Mapping[int, Sequence[int]]
    waits: Mapping[int, int]
    cited: Sequence[Mapping[str, Any]]
    platforms: Sequence[str]

    @property
    def shown_kpis(self) -> list[str]:
        """The keys to show: generic ones, and those of the platforms that the chats come from (all when unknown)."""
        known = {p for p in self.platforms if p in ("taobao", "pdd", "jd", "douyin")}
        definitions = self.kpis["definitions"]
        return [
            key
            for key in KPI_NAMES
            if key in self.kpis["shop"]
            and (not definitions[key].get("platform") or not known or definitions[key]["platform"] in known)
        ]


_MONEY = frozenset(["sales", "refunds", "net_sales", "order_value"])


def is_rate(key: str) -> bool:
    """Whether a KPI is a fraction that people read as a percentage."""
    return "rate" in key


def shown(key: str, value: float | None) -> str:
    """A KPI for people: `95.2 %`, `38.5 秒`, `–` for what has no data."""
    if value is None:
        return "–"
    if key in _MONEY:
        return f"¥{value:,.2f}"
    if is_rate(key):
        return f"{value * 100:.1f}%"
    if key.endswith("_s"):
        return span(value)
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def span(seconds: float) -> str:
    """Seconds for people: `38.5 秒`, `4 分 05 秒`, `2 小时 10 分`."""
    if seconds < 60:
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} 分 {rest:02d} 秒"
    return f"{minutes // 60} 小时 {minutes % 60:02d} 分"
