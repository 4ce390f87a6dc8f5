"""What one can do with knowledge: import policies and FAQ; put a shop's whole `ShopFacts` together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Faq, Phrase, Policy, ShopFacts, ShopProfile
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.knowledge.models import KnowledgeRow, PhraseRow
from xiaoer.domains.rules import cards
from xiaoer.domains.rules import service as rules
from xiaoer.domains.shop.models import Shop
from xiaoer.domains.shop.service import ShopInfo, info_of
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import NotFound
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit

KINDS: Mapping[str, type] = MappingProxyType({"policies": Policy, "faq": Faq})


def import_rows(unit: Unit, shop_id: int, kind: str, items: Sequence[tuple[str, Any]]) -> Tally:
    """Import policies or FAQ by (key, shape)."""
    rows = [{"kind": kind, "key": key, "position": shape.source.row, "data": to_json(shape)} for key, shape in items]
    return upsert(unit, KnowledgeRow, shop_id, "key", rows, KnowledgeRow.__table__.c.kind == kind)


def _profile(shop: ShopInfo) -> ShopProfile:
    """Who the shop is; where goods come back to is told by its settings, else by its `shop.toml`."""
    return replace(shop.profile, return_address=shop.settings.return_address or shop.profile.return_address)


def shop_facts(session: Session, shop_id: int) -> ShopFacts:
    """Everything that a shop knows, as one immutable snapshot; `version` counts the catalogue's changes."""
    row = session.get(Shop, shop_id)
    if row is None:
        raise NotFound("没有这家店铺")
    held: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, data in session.execute(
        select(KnowledgeRow.kind, KnowledgeRow.data)
        .where(KnowledgeRow.shop_id == shop_id)
        .order_by(KnowledgeRow.position, KnowledgeRow.id)
    ):
        held[kind].append(from_json(data, KINDS[kind]))
    quick = session.scalars(
        select(PhraseRow.data)
        .where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id == 0)
        .order_by(PhraseRow.position, PhraseRow.id)
    )
    words, allowances = rules.wording(session, shop_id)
    tables = catalog.read_tables(session, shop_id)
    tables["promotions"] = (*tables.get("promotions", ()), *cards.promotions(session, shop_id))
    return ShopFacts(
        version=str(row.catalog_version),
        profile=_profile(info_of(row)),
        policies=tuple(held["policies"]),
        faq=tuple(held["faq"]),
        phrases=tuple(from_json(d, Phrase) for d in quick),
        words=words,
        allowances=allowances,
        tables=frozenset(t for t in row.tables.split("|") if t),
        **tables,
    )
