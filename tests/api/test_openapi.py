"""The OpenAPI document: every endpoint once, with a name that stays; every socket frame as a component."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from tests.support.serving import Served
from xiaoer.api.openapi import document
from xiaoer.app.server import create_app
from xiaoer.domains.desk.frames import ALL_FRAMES
from xiaoer.domains.desk.server_frames import SERVER_FRAMES, EventType
from xiaoer.kit.settings import Settings

METHODS = {"get", "post", "put", "patch", "delete"}
NAMES = {
    "changeSettings", "closeConversation", "getConversation", "getHealth", "getProduct", "getPublicProduct", "getSession",
    "getSettings", "getShopper", "getSnapshot", "getStorefront", "getSuggestion", "listAgents", "listAudit",
    "listConversations", "listMessages", "listOwnMessages", "listOwnOrders", "listPhrases", "listProducts",
    "listPublicProducts", "listStorefronts", "loginAsExample", "openWidget", "recallMessage", "revealField", "saveDraft",
    "signIn", "signOut", "takeConversation", "transferConversation", "uploadOwnPicture", "uploadPicture",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return document(create_app(Settings()))


def operations(whole: dict[str, Any]) -> list[dict[str, Any]]:
    return [op for path in whole["paths"].values() for method, op in path.items() if method in METHODS]


def test_names_of_operations_are_stable_and_unique(whole: dict[str, Any]) -> None:
    names = [op["operationId"] for op in operations(whole)]
    assert len(names) == len(set(names))
    assert set(names) >= NAMES, "a client calls these by name: do not rename them"
    assert whole["openapi"].startswith("3.1")


def test_every_operation_is_described_and_sorted_under_a_tag(whole: dict[str, Any]) -> None:
    for op in operations(whole):
        assert op.get("tags"), op["operationId"]
        assert op.get("summary") or op.get("description"), op["operationId"]


def test_every_endpoint_of_the_app_is_there(whole: dict[str, Any]) -> None:
    from litestar.routes import HTTPRoute

    shown = {(method.upper(), path) for path, ops in whole["paths"].items() for method in ops if method in METHODS}
    app = create_app(Settings())
    for route in app.routes:
        if (
            isinstance(route, HTTPRoute)
            and route.path.startswith("/api/")
            and not route.path.startswith(("/api/docs", "/api/schema", "/api/openapi.json"))
        ):
            for method in route.methods - {"OPTIONS", "HEAD"}:
                path = route.path_format
                assert (method, path) in shown


@pytest.mark.parametrize("frame", [*ALL_FRAMES, *SERVER_FRAMES], ids=lambda f: f.__name__)
def test_every_frame_is_a_component(whole: dict[str, Any], frame: type) -> None:
    schema = whole["components"]["schemas"][frame.__name__]
    assert schema["properties"]["type"]["const"]
    assert schema.get("description")


def test_every_event_type_is_named(whole: dict[str, Any]) -> None:
    schema = whole["components"]["schemas"]["Event"]["properties"]["type"]
    assert set(schema["enum"]) == set(get_args(EventType))


def test_every_reference_leads_somewhere(whole: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in whole["components"]["schemas"]}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                assert node["$ref"] in known
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(whole)


@pytest.mark.anyio
async def test_it_is_served(sqlite_server: Served, whole: dict[str, Any]) -> None:
    answer = await (await sqlite_server.http()).get("/api/openapi.json")
    assert answer.json() == whole
