"""What reports say, in English: by key, and by the Chinese words that stand in the code."""

from __future__ import annotations

from collections.abc import Mapping

FIGURES: Mapping[str, str] = {
    "conversations": "Conversations", "wording_blocks": "Forbidden wording", "wording_warns": "Poor wording",
    "shoppers": "Shoppers", "messages_shopper": "Shoppers' messages",
    "messages_agent": "Agents' messages", "first_response_s": "First response",
    "average_response_s": "Mean response", "reply_rate": "Reply rate", "reply_rate_30s": "Within 30 s",
    "reply_rate_3min": "Within 3 min", "slow_responses": "Slow responses", "unreplied": "Unreplied",
    "answer_question_ratio": "Answers per question", "score": "Automatic score",
    "satisfaction": "Likely satisfaction", "stars": "Shoppers' stars",
    "taobao_human_average_response_s": "Wangwang mean response", "taobao_reply_rate_3min": "Taobao within 3 min",
    "pdd_reply_rate_3min": "PDD within 3 min", "jd_first_reply_rate_30s": "JD first within 30 s",
    "douyin_session_reply_rate_3min": "Douyin within 3 min", "inquiries": "Inquiries",
    "paid_next_day_rate": "Paid next day", "paid_final_rate": "Paid in the end", "ordered": "Orders placed",
    "order_paid_rate": "Orders paid", "orders": "Orders of agents", "sales": "Sales", "refunds": "Refunds",
    "net_sales": "Net sales", "buyers": "Buyers", "order_value": "Order value",
    "items_per_buyer": "Items per buyer", "refund_rate": "Refund rate", "assisted": "Assisted orders",
    "silent_orders": "Silent orders",
}  # fmt: skip
"""Names of figures."""
FINDINGS: Mapping[str, str] = {
    "no_greeting": "no greeting", "bad_closing": "bad closing", "cold_reply": "cold reply",
    "negative_wording": "forbidden wording", "self_centred": "self-centred", "blame_shifting": "shifting blame",
    "wording_block": "unlawful claim", "personal_data": "personal data", "unfounded_promise": "unfounded promise",
    "broken_promise": "broken promise", "made_repeat": "asked again", "forgotten_hold": "did not come back",
    "unanswered_question": "unanswered question", "no_alternative": "no alternative",
    "slow_no_apology": "slow, no apology", "rights_denial": "rights denied", "abuse": "abuse",
    "off_platform": "off platform", "cash_for_review": "cash for review", "private_payment": "private payment",
    "false_review": "false review", "fake_urgency": "fake urgency", "invoice_refusal": "invoice refused",
    "false_refund_reason": "false refund reason", "early_receipt": "early receipt",
    "prohibited_goods": "prohibited goods", "wrong_fact": "wrong fact", "missed_offer": "missed recommendation",
    "no_two_choices": "no choice for a hesitant shopper", "complaint_steps": "complaint steps missed",
    "no_remark": "handed over without a remark", "good_closing": "good closing", "two_choices": "two choices",
    "true_alternative": "true alternative", "good_apology": "good apology",
}  # fmt: skip
"""Names of findings."""
REASONS: Mapping[str, str] = {
    "no_reason": "seven days, no reason", "quality": "quality", "damaged": "damaged",
    "missing_item": "something missing", "wrong_item": "wrong item", "not_as_described": "not as described",
    "late_shipping": "shipped late", "not_received": "not received", "size": "size does not fit",
    "fake": "said to be fake", "allergy": "allergy", "price_drop": "price dropped", "other": "other",
}  # fmt: skip
"""Why goods came back."""
TEXTS: Mapping[str, str] = {
    "日报": "Daily report", "周报": "Weekly report", "成交": "sale", "退款": "refund", "调整": "adjustment", "落实": "closed",
    "跟进": "followed up", "待答复": "open", "已采纳": "granted", "未采纳": "refused", "项目": "Item", "这期": "Now",
    "上期": "Before", "待办": "To do", "退款原因": "Refund reasons", "原因": "Reason", "单数": "Cases",
    "已退（元）": "Refunded (yuan)", "没答上的问题": "Questions nobody could answer", "问题": "Question",
    "问题|fault": "fault", "问题|own": "Problem", "次数": "Times",
    "商品问题": "Faults of goods", "商品": "Product", "名称": "Name", "售后单": "After-sales cases", "质检发现": "Findings",
    "发现": "Finding", "数量": "Count", "好": "good", "差": "poor", "会话样例": "Chats", "好差": "Mark", "买家": "Shopper",
    "客服": "Agent", "自动分": "Score", "上次的改进": "What was to change", "（已做到）": " (done)", "（没有做到）": " (not done)",
    "改进": "Correction", "主管": "Lead", "{name}的话": "Words of {name}", "已冻结": "frozen",
    "未冻结，还会变": "not frozen, may still change", "提成": "Bonus", "金额单位：元": "amounts in yuan",
    "这个月没有提成。": "No bonus this month.", "合计": "Total", "净销售额": "Net sales", "比例": "Percent", "订单": "Order",
    "类型": "Kind", "方式": "Part", "时间": "Time", "金额": "Amount", "占比": "Share", "说明": "Note", "异议": "Dispute",
    "结果": "Outcome", "答复": "Answer", "修改人 {name}": "edited by {name}", "自动生成": "written by itself", "数据": "Numbers",
    "客服（续）": "Agents (continued)", "秒": "s", "小结": "Summary", "内容": "Text",
    "待办{n}": "To do {n}", "愿望": "wish", "顾虑": "doubt", "离开原因": "why they left", "类别": "Kind", "说的是": "About",
    "买家声音": "Voice of the shopper", "增减": "Change", "每日走势": "By day", "原话": "Quotes", "原话（已打码）": "Words (masked)",
    "会话": "Chat", "行": "Line", "售后原因": "After-sales reasons", "描述没说清": "Page does not say",
    "（没有指明）": "(none named)", "只列出前 {n} 行": "Only the first {n} rows",
    "只列出前 {n} 行，其余见 inspection.json": "Only the first {n} rows; the rest is in inspection.json",
}  # fmt: skip
"""Headings and words of tables."""
