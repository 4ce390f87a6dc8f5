"""Harm to body or home is told to people at once (过敏 不适 冒烟 漏电): stop using it, keep it, see a doctor; never a verdict.

RULES §6: injury, allergy and food safety are escalated at once.
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.shop import Shop

_BODY = re.compile(
    r"(?:眼睛?|皮肤|脸|嘴).{0,6}(?:又?[红肿][又还]?|好?疼|疼得|疼了|痛|流泪|刺痛|磨得)(?!吗|么|不)|又红又[疼痛肿痒]|戴着(?:很|好|特别)?(?:磨眼|疼|痛|刺)|过敏(?:了|肿|红|起|很|反应|得)|起(?:了)?(?:红|疹|痘|水泡|包(?!邮|装|裹|退|换)|荨麻)|红疹|红肿|皮疹|荨麻疹|[又很好特发]痒|刺痛|灼[烧痛热]|烂脸|肿(?:了|起|得|成)|拉肚子|拉稀|腹泻|呕吐|一直吐|(?:又|狂|都|老)吐|吐(?:了|血)"
    r"|中毒|住院|(?:去|送|进)(?:了)?医院|送医|晕倒|休克|呼吸困难|喘不|不舒服|恶心想吐|胃[疼痛]|肚子[疼痛]|烫伤|烧伤|割伤|划伤|夹伤|流血|砸伤|电到|窒息|卡住喉"
    r"|allergic reaction|itch|rash|swollen|vomit|burn(?:ed|t) my|food poisoning|threw up",
    re.IGNORECASE,
)
_DANGER = re.compile(
    r"冒烟|着火|起火|漏电|触电|爆炸|炸(?:开|了|裂)|短路|烧焦|自燃|烧起来|electric shock|caught fire|smoking",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"会不会|不会.{0,6}[吧吗]|会.{0,8}(?:吗|么)|容易.{0,6}(?:吗|么)|怕|担心|如果|要是|万一|体质|能不能|有没有|防(?:漏电|触电|短路|爆)|能.{0,8}吗|可以.{0,8}吗|does it|will it|would it"
)
_AFTER = re.compile(
    r"(?:用|吃|喝|涂|敷|抹|穿|戴|开|插|喂|泡)(?:了|完|过|着)|(?:用|吃|喝|涂|敷|抹|穿)你|(?:脸|手|皮肤|身上|嘴|眼睛|孩子|宝宝|猫|狗).{0,6}(?:肿|红|痒|起|吐|拉)|after (?:using|eating|i)",
    re.IGNORECASE,
)
_COMFORT = re.compile(
    r"(?:坐|躺|睡|穿|戴|枕|背|握|拿|骑|踩|踏|靠|盖)(?:着|了|起来|上去|久了|得)?[^,。身皮头眼肚胃]{0,4}不舒服"
)
_PET = re.compile(r"猫|狗|犬|喵|汪|毛孩子|宠物|cat|dog|兔|仓鼠")


def reports_harm(text: str) -> bool:
    """Whether somebody tells of harm that has happened; a chair that one sits badly on (坐着不舒服) does none."""
    text = _COMFORT.sub(" ", text)
    if not _DANGER.search(text) and not _BODY.search(text):
        return False
    return not _BEFORE.search(text) or bool(_AFTER.search(text))


def harm(shop: Shop, text: str) -> Part | None:
    """A report of harm; a question before buying (会过敏吗) is none."""
    if not reports_harm(text):
        return None
    danger = bool(_DANGER.search(text))
    lines = ["让您遇到这种情况，非常抱歉。", _advice(text, danger=danger)]
    facts: tuple[FactUse, ...] = ()
    policy = None if danger else next(iter(shop.policies("过敏", "不适", "食品安全")), None)
    if policy is not None:
        lines.append(policy.text)
        facts = cite.policy(policy)
    lines.append("这边马上请专人接手，优先为您处理。")
    return Part("\n".join(lines), "handoff", 0.95, facts, "投诉")


def _advice(text: str, *, danger: bool) -> str:
    if danger:
        return "请先断开电源、停止使用，注意人身安全，产品和现场照片先留好。"
    if _PET.search(text):
        return "请先停喂停用，症状明显的话尽快带它去看兽医，产品、照片和就诊单据先留好。"
    return "请先停止使用，症状明显的话及时就医，产品、照片和就诊单据先留好。"
