"""Frozen dataclasses to JSON columns and back, exactly: decimals as strings, times as ISO 8601, mappings as objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


_encoder = msgspec.json.Encoder(enc_hook=_plain, decimal_format="string")


_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def to_json(value: object) -> str:
    """A dataclass as JSON text; equal values without sets in them give equal texts."""
    return _encoder.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The inverse of `to_json`."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    decoded: T = decoder.decode(text)
    return decoded
