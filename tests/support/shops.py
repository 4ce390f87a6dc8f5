"""The shops that tests work with: both examples, every role in the first of them, and a foreign third shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from xiaoer.app.importing import import_folder
from xiaoer.core.facts import ShopProfile
from xiaoer.domains.shop import service as shops
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.passwords import hash_password
from xiaoer.kit.clock import to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.migrate import migrate
from xiaoer.kit.writer import Unit, Writer
from xiaoer.ports.blobs import FolderBlobs

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
QINGHE, SHANYU, FOREIGN = "qinghe_womenswear", "shanyu_foodgift", "foreign"
OWNER, LEAD, XIAOYU, MUMU = "qinghe-owner", "qinghe-lead", "qinghe-xiaoyu", "qinghe-mumu"
TRAINER, AUDITOR, STRANGER = "qinghe-trainer", "qinghe-auditor", "foreign-owner"
BY_ROLE = {"owner": OWNER, "lead": LEAD, "agent": XIAOYU, "trainer": TRAINER, "auditor": AUDITOR}
OPENED = datetime(2026, 11, 1, tzinfo=UTC)  # before the clocks of all tests
EXTRA_PASSWORD = "a-long-password-of-a-test"


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    login: str
    password: str
    role: str
    shop: str


async def bring_in_shops(url: str, data_dir: Path) -> dict[str, Account]:
    """Fill an unused database; returns the accounts by login."""
    database = Database(url)
    migrate(database)
    writer = Writer(database, lambda: to_ms(OPENED))
    writer.start()
    accounts: dict[str, Account] = {}
    try:
        for code in (QINGHE, SHANYU):
            report = await import_folder(EXAMPLES / code, writer, FolderBlobs(data_dir / "media"), example=True)
            assert not report.refused
            for login, password in report.passwords:
                accounts[login] = Account(login, password, report.roles[login], report.shop)
        hashed = hash_password(EXTRA_PASSWORD)
        await writer.run(lambda unit: _extra_people(unit, hashed))
    finally:
        await writer.stop()
        database.close()
    for login, role, shop in ((AUDITOR, "auditor", QINGHE), (STRANGER, "owner", FOREIGN)):
        accounts[login] = Account(login, EXTRA_PASSWORD, role, shop)
    return accounts


def _extra_people(unit: Unit, hashed: str) -> None:
    qinghe, _ = shops.ensure(unit, QINGHE, shops.info_of(_row(unit, QINGHE)).profile, example=True)
    foreign, _ = shops.ensure(unit, FOREIGN, ShopProfile(name="别家小店"), example=False)
    for shop_id, login, role in ((qinghe, AUDITOR, "auditor"), (foreign, STRANGER, "owner")):
        staff.ensure_staff(
            unit, shop_id, login=login, name=login, service_number="", role=role, teams=("售前",), capacity=5,
            password_hash=lambda: hashed,
        )  # fmt: skip


def _row(unit: Unit, code: str) -> shops.Shop:
    return unit.session.query(shops.Shop).filter_by(code=code).one()
