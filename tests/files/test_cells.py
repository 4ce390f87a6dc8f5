from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.files.cells import clean, wrapped


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('="605412345678901234"', "605412345678901234"),
        ('="a""b"', 'a"b'),
        ("'13800000000", "13800000000"),
        (" '007", "007"),
        ("\t6917001", "6917001"),
        ("1\t", "1"),
        ("-", ""),
        ("--", ""),
        ("NULL", ""),
        ("'-", "-"),
        ("\u3000宽\u00a0", "宽"),
        ("一\r\n二\x0b\x00", "一\n二"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("-5", "-5"),
        ("", ""),
        ("'", ""),
    ],
)
def test_wrappings_come_off(cell: str, value: str) -> None:
    assert clean(cell) == value


SIGNS = st.text(alphabet="=+-@\t\n\r1a. ('\"\u3000null")


@given(st.text() | SIGNS, st.booleans())
def test_wrapped_is_the_inverse_of_clean(raw: str, guard: bool) -> None:
    text = clean(raw)
    assert clean(wrapped(text, guard=guard)) == text


@given(SIGNS)
def test_a_guarded_cell_never_starts_a_formula(raw: str) -> None:
    cell = wrapped(clean(raw), guard=True)
    number = cell[1:].replace(".", "", 1).isdigit()
    assert not cell.startswith(("=", "+", "-", "@", "\t")) or number
