"""The whole API under generated requests, signed in and not: no answer is a 5xx, every error a problem document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from tests.support.databases import Databases
from tests.support.shops import OWNER, QINGHE
from tests.support.threads import Threaded, serve_in_thread
from xiaoer.api.openapi import document
from xiaoer.app.server import create_app
from xiaoer.kit.settings import Settings

WHOLE = document(create_app(Settings()))
WITHOUT_END = {"signOut"}  # it would end the session that the others use
schema = schemathesis.openapi.from_dict(WHOLE).exclude(operation_id=list(WITHOUT_END))
BOUNDED = settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
FREE = dict.fromkeys(("visitors_per_minute", "uploads_per_minute", "login_attempts"), 1_000_000)


@pytest.fixture(scope="module")
def server(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Threaded]:
    folder: Path = tmp_path_factory.mktemp("schemathesis")
    with databases.copy("sqlite", "shops", folder) as copy, serve_in_thread(copy, **FREE) as running:
        yield running


@pytest.fixture(scope="module")
def keys(server: Threaded) -> dict[str, str]:
    """Cookie, CSRF token and bearer of an owner and a shopper."""
    owner = server.run(server.served.staff(OWNER))
    shopper = server.run(server.served.shopper("今天也要早睡"))
    return {
        "cookie": f"xiaoer_session={owner.token}", "x-csrf-token": owner.csrf, "authorization": f"Bearer {shopper.token}",
    }  # fmt: skip


def check(case: Case, server: Threaded, headers: dict[str, str]) -> None:
    """Call, and look at the answer."""
    if "shop" in (case.path_parameters or {}) and len(str(case.path_parameters["shop"])) % 2:
        case.path_parameters["shop"] = QINGHE  # else nearly every request would end at the shop's door
    answer: Any = case.call(base_url=server.served.url, headers=headers)
    assert answer.status_code < 500, f"{case.method} {case.path}: {answer.status_code} {answer.text}"
    if answer.status_code >= 400 and answer.content:
        assert "problem+json" in answer.headers["content-type"][0]
        assert answer.json()["detail"]


@schema.parametrize()
@BOUNDED
def test_signed_in_nothing_breaks(case: Case, server: Threaded, keys: dict[str, str]) -> None:
    check(case, server, keys)


@schema.parametrize()
@BOUNDED
def test_as_nobody_nothing_breaks(case: Case, server: Threaded) -> None:
    check(case, server, {})
