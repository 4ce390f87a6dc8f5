from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.kit.settings import Settings

ALL = fields(Settings)


def test_without_environment_every_setting_has_its_default() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    for item in ALL:
        assert getattr(settings, item.name) == item.default


@pytest.mark.parametrize("item", ALL, ids=lambda f: f.name)
def test_every_setting_is_explained(item: object) -> None:
    assert item.metadata["doc"].endswith(".")  # type: ignore[attr-defined]


@pytest.mark.parametrize("item", ALL, ids=lambda f: f.name)
def test_every_setting_can_be_set_from_outside(item: object) -> None:
    default = item.default  # type: ignore[attr-defined]
    raw, value = {
        bool: ("0" if default else "1", not default), int: ("7", 7), float: ("1.5", 1.5), str: ("x", "x"),
    }[type(default)]  # fmt: skip
    name = item.name  # type: ignore[attr-defined]
    settings = Settings.from_environment({Settings.variable(name): raw})
    assert getattr(settings, name) == value


@pytest.mark.parametrize("item", [f for f in ALL if type(f.default) is not str], ids=lambda f: f.name)
def test_a_wrong_value_is_named_with_its_variable(item: object) -> None:
    variable = Settings.variable(item.name)  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=variable):
        Settings.from_environment({variable: "viel"})


@given(st.sampled_from(["1", "true", "YES", "On", "0", "False", "no", "OFF"]))
def test_switches_speak_plainly(raw: str) -> None:
    wanted = raw.lower() in ("1", "true", "yes", "on")
    assert Settings.from_environment({"XIAOER_GATE": raw}).gate is wanted


def test_flags_win_over_the_environment() -> None:
    settings = Settings.from_environment({"XIAOER_PORT": "1", "XIAOER_HOST": "0.0.0.0"}, port=2, host=None)
    assert (settings.port, settings.host) == (2, "0.0.0.0")


def test_an_empty_variable_is_no_variable() -> None:
    assert Settings.from_environment({"XIAOER_PORT": ""}).port == Settings().port


def test_two_variables_keep_the_names_that_everybody_knows() -> None:
    settings = Settings.from_environment({"DATABASE_URL": "postgresql://h/d", "REDIS_URL": "redis://h"})
    assert (settings.database_url, settings.redis_url) == ("postgresql://h/d", "redis://h")
