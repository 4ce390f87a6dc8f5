"""Weighing: a line's findings by pattern against how the line is heard, in one place for all kinds.

Two signs are surer than one. What both say stands; a pattern that the hearing takes for harmless falls; of two kinds
on one line the likelier one stays; what is only heard becomes a finding where it is very sure, and is never fatal.
"""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.inspection.judges.attitude import FAULTY, HELPS
from xiaoer.core.inspection.judges.case import ANGRY, Case
from xiaoer.core.inspection.judges.hearing import PASS, Hearing
from xiaoer.core.inspection.marks import KIND_NAMES, Draft
from xiaoer.core.rulebook.gate import context
from xiaoer.core.rulebook.gate.fold import fold

HARMLESS = 0.25  # below this share of anything wrong a pattern was taken in by a word
SURE = 0.8  # from this share on a kind takes the place of another
GRAVE = 0.9  # from here on what weighs heavily is found without a pattern,
LIKELY = 0.7  # from here on what is coached,
LIKELY_BY_TALK = 0.5  # or, after a shopper who complains, how he is met
LIKELY_BY_WORD = 0.4  # or where the line swears to something,
_SWORN = re.compile(r"绝对|肯定|保证|百分百|一百个放心|打包票|永远|终身|一辈子|绝不|必然|算我的|包(?:您|你|好|管)")
_UNLIKELY = 0.1  # of two kinds on a line the one below this falls
_TWO_SIGNS = 0.4  # the least share with which the hearing backs a fatal finding
_RANGE = 0.25
_OWN_SHARE = 0.1
_GRAVE = frozenset(
    ["abuse", "off_platform", "cash_for_review", "private_payment", "prohibited_goods", "wording_block", "fake_urgency"]
)
"""Kinds that weigh much: a pattern of them stands only where the line is heard as that very kind a little."""
_DATA = frozenset(["scorecard.leak"])  # a telephone number or a house is plain to see, the hearing knows no numbers
_COACHING = frozenset(["blame_shifting", "negative_wording", "self_centred"])
_REFUSALS = frozenset(["rights_denial", "invoice_refusal"])
_WAYS = frozenset(["off_platform", "private_payment", "cash_for_review"])
_MEETS = _COACHING | {"rights_denial"}
_COACHED = _MEETS | {"unfounded_promise", "false_refund_reason", "invoice_refusal", "early_receipt"}
_COMPLAINS = re.compile(rf"{FAULTY.pattern}|{ANGRY.pattern}")
_GRANTS = re.compile(
    r"(?<!不)(?<!不给)(?:也|都|照样|一样)(?:给|能|可以)(?:您)?(?:退|换|修|开)|不(?:影响|用您)|我们(?:出|承担|包)"
)


def weighed(case: Case, i: int, found: dict[str, Draft], hearing: Hearing) -> dict[str, Draft]:
    """The findings of a line after both signs were heard."""
    text = case.rows[i].text
    if not found and not hearing.suspects(text):
        return found
    shares = case.heard(i).shares
    wrong = 1 - shares[PASS]
    kept = {
        kind: _backed(draft, shares)
        for kind, draft in found.items()
        if kind not in shares
        or draft.rule in _DATA
        or (wrong >= HARMLESS and (kind not in _GRAVE or shares[kind] >= _OWN_SHARE or _of_its_own(kind, found)))
    }
    share, best = max((share, kind) for kind, share in shares.items() if kind != PASS)
    if best not in kept and share >= _least(case, i, best, bool(kept)) and _may_speak(best, text, found):
        kept[best] = _heard(best, share, case.seqs(i))
    return _likelier(kept, shares)


def _least(case: Case, i: int, kind: str, beside: bool) -> float:
    """The share from which on a kind is found that no pattern has found; `beside` another finding on the line."""
    if beside:
        return SURE
    if kind not in _COACHED:
        return GRAVE
    if kind == "unfounded_promise" and _SWORN.search(case.words[i]):
        return LIKELY_BY_WORD
    if kind in _MEETS and any(_COMPLAINS.search(case.words[j]) for j in case.before(i, case.shoppers, 2)):
        return LIKELY_BY_TALK
    return LIKELY


def _backed(draft: Draft, shares: dict[str, float]) -> Draft:
    """A finding with how sure two signs make it; fatal only where the hearing backs it."""
    share = shares.get(draft.kind)
    if share is None or draft.rule in _DATA:
        return draft
    sure = min(draft.confidence, 1 - _RANGE + _RANGE * min(1.0, share / SURE))
    return replace(draft, confidence=round(sure, 2), doubtful=share < _TWO_SIGNS)


def _heard(kind: str, share: float, seqs: tuple[int, ...]) -> Draft:
    sure = 1 - _RANGE + (share - SURE) * _RANGE
    return Draft(kind, seqs, f"像是{KIND_NAMES[kind]}", f"hearing.{kind}", round(sure, 2), doubtful=True)


def _may_speak(kind: str, text: str, found: dict[str, Draft]) -> bool:
    """Whether nothing in the line takes back what is heard in it: denied, quoted, explained, helped, granted."""
    folded = fold(text, []).text
    if kind in _COACHING:
        return not HELPS.search(folded)
    if kind in _REFUSALS:
        return not (context.granted(folded, 0, len(folded)) or _GRANTS.search(folded))
    return bool(found) or not context.talked_of(folded, 0, len(folded))


def _likelier(found: dict[str, Draft], shares: dict[str, float]) -> dict[str, Draft]:
    """One line, the most specific fault: what is unlikely beside something sure falls."""
    if len(found) < 2 or max(shares.get(kind, 0.0) for kind in found) < 0.5:
        return found
    return {
        kind: draft
        for kind, draft in found.items()
        if kind not in shares or draft.rule in _DATA or shares[kind] >= _UNLIKELY or _of_its_own(kind, found)
    }


def _of_its_own(kind: str, found: dict[str, Draft]) -> bool:
    """包治百病，加我微信: a claim beside a way around the platform is a matter of its own."""
    return kind == "wording_block" and not _WAYS.isdisjoint(found)
