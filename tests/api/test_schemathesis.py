"""The whole API under generated requests, signed in and not: no answer is a 5xx, every error a problem document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from tests.api.test_access_table import TABLE
from tests.support.databases import Databases
from tests.support.shops import OWNER, QINGHE
from tests.support.threads import Threaded, serve_in_thread
from xiaoer.api.openapi import document
from xiaoer.app.server import create_app
from xiaoer.kit.settings import Settings

WHOLE = document(create_app(Settings()))
WITHOUT_END = {"signOut"}  # it would end the session that the others use
schema = schemathesis.openapi.from_dict(WHOLE).exclude(operation_id=list(WITHOUT_END))
OPEN = {
    (method, re.sub(r":\w+}", "}", path)) for (method, path), who in TABLE.items() if who["nobody"] != 401
}  # the other doors look at nothing before they have seen a key
BOUNDED = settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
FREE = dict.fromkeys(("visitors_per_minute", "uploads_per_minute", "login_attempts"), 1_000_000)


def _without_edges() -> Any:
    """The same doors under drawn requests alone: the values at the edges of every field come on top elsewhere."""
    config = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
    return schemathesis.openapi.from_dict(WHOLE, config=config).exclude(operation_id=list(WITHOUT_END))


@pytest.fixture(scope="module")
def server(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Threaded]:
    folder: Path = tmp_path_factory.mktemp("schemathesis")
    with databases.copy("sqlite", "shops", folder) as copy, serve_in_thread(copy, **FREE) as running:
        yield running


@pytest.fixture(scope="module")
def line() -> Iterator[requests.Session]:
    """One connection for all cases; it keeps no cookies, each case brings its own."""
    with requests.Session() as held:
        held.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield held


@pytest.fixture(scope="module")
def keys(server: Threaded) -> dict[str, str]:
    """Cookie, CSRF token and bearer of an owner and a shopper."""
    owner = server.run(server.served.staff(OWNER))
    shopper = server.run(server.served.shopper("今天也要早睡"))
    return {
        "cookie": f"xiaoer_session={owner.token}", "x-csrf-token": owner.csrf, "authorization": f"Bearer {shopper.token}",
    }  # fmt: skip


def check(case: Case, server: Threaded, line: requests.Session, headers: dict[str, str]) -> None:
    """Call, and look at the answer."""
    if "shop" in (case.path_parameters or {}) and len(str(case.path_parameters["shop"])) % 2:
        case.path_parameters["shop"] = QINGHE  # else nearly every request would end at the shop's door
    answer: Any = case.call(base_url=server.served.url, headers=headers, session=line)
    assert answer.status_code < 500, f"{case.method} {case.path}: {answer.status_code} {answer.text}"
    if answer.status_code >= 400 and answer.content:
        assert "problem+json" in answer.headers["content-type"][0]
        assert answer.json()["detail"]


@schema.parametrize()
@BOUNDED
def test_signed_in_nothing_breaks(case: Case, server: Threaded, line: requests.Session, keys: dict[str, str]) -> None:
    check(case, server, line, keys)


def is_open(context: Any) -> bool:
    """Whether a door lets in somebody without a key."""
    return (context.operation.method.upper(), context.operation.path) in OPEN


@schema.include(is_open).parametrize()
@BOUNDED
def test_as_nobody_nothing_breaks_behind_open_doors(case: Case, server: Threaded, line: requests.Session) -> None:
    check(case, server, line, {})


@_without_edges().exclude(is_open).parametrize()
@BOUNDED
def test_as_nobody_nothing_breaks_at_closed_doors(case: Case, server: Threaded, line: requests.Session) -> None:
    check(case, server, line, {})
