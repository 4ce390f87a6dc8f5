"""Settings of a server process: environment variables, each with its default and its line in docs/settings.md."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path


def _setting(default: object, doc: str, *, secret: bool = False) -> object:
    return field(default=default, metadata={"doc": doc}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process can be told. The variable of `name` is `XIAOER_NAME`; the two URLs keep their usual names."""

    database_url: str = _setting("sqlite:///data/xiaoer.sqlite3", "Where the data lives.")  # type: ignore[assignment]
    redis_url: str = _setting("", "Fan-out between processes by Redis; empty = in process, or PostgreSQL's own.")  # type: ignore[assignment]
    data_dir: str = _setting("data", "Pictures and other files.")  # type: ignore[assignment]
    host: str = _setting("127.0.0.1", "Address to listen on.")  # type: ignore[assignment]
    port: int = _setting(8700, "Port to listen on.")  # type: ignore[assignment]
    public_origin: str = _setting("", "Origin under which browsers see the desk; empty = the request's own.")  # type: ignore[assignment]
    secure_cookies: bool = _setting(False, "Send the session cookie over HTTPS only.")  # type: ignore[assignment]
    storefront: bool = _setting(False, "Serve the example storefront with its log-in by name (examples only).")  # type: ignore[assignment]
    session_hours: int = _setting(72, "How long a staff session lives without use.")  # type: ignore[assignment]
    login_attempts: int = _setting(10, "Wrong passwords per login and 15 minutes before log-in pauses.")  # type: ignore[assignment]
    text_limit: int = _setting(5000, "Characters in one message.")  # type: ignore[assignment]
    shopper_per_minute: int = _setting(60, "Messages a shopper may send a minute.")  # type: ignore[assignment]
    shopper_burst: int = _setting(8, "Messages a shopper may send at once.")  # type: ignore[assignment]
    agent_per_minute: int = _setting(600, "Messages an agent may send a minute.")  # type: ignore[assignment]
    agent_burst: int = _setting(60, "Messages an agent may send at once.")  # type: ignore[assignment]
    sockets_per_shopper: int = _setting(10, "Open sockets of one shopper.")  # type: ignore[assignment]
    sockets_per_staff: int = _setting(20, "Open sockets of one staff session.")  # type: ignore[assignment]
    outbox_bytes: int = _setting(2_000_000, "Bytes waiting for a slow reader before it is dropped to resume later.")  # type: ignore[assignment]
    upload_bytes: int = _setting(10_000_000, "Bytes of an uploaded picture.")  # type: ignore[assignment]
    upload_pixels: int = _setting(40_000_000, "Pixels of an uploaded picture.")  # type: ignore[assignment]
    uploads_per_minute: int = _setting(20, "Pictures that one person may upload a minute.")  # type: ignore[assignment]
    import_bytes: int = _setting(300_000_000, "Bytes of all files of one import together.")  # type: ignore[assignment]
    visitors_per_minute: int = _setting(120, "New anonymous visitors from one address a minute.")  # type: ignore[assignment]
    recall_seconds: int = _setting(120, "How long an own message can be recalled.")  # type: ignore[assignment]
    webhooks: bool = _setting(True, "Post webhooks from this process.")  # type: ignore[assignment]
    webhook_private: bool = _setting(False, "Let webhooks reach private addresses (receivers in one's own network).")  # type: ignore[assignment]
    smtp_host: str = _setting("", "Mail server that sends reports; empty = no e-mail.")  # type: ignore[assignment]
    smtp_port: int = _setting(465, "Its port.")  # type: ignore[assignment]
    smtp_tls: str = _setting("tls", "tls, starttls, or none (without a log-in, or to this very machine).")  # type: ignore[assignment]
    smtp_user: str = _setting("", "Account to send with.")  # type: ignore[assignment]
    smtp_password: str = _setting("", "Its password or authorisation code.", secret=True)  # type: ignore[assignment]
    smtp_password_file: str = _setting("", "A file with the password instead, readable by its owner only.")  # type: ignore[assignment]
    smtp_from: str = _setting("", "Sender's address; empty = the account.")  # type: ignore[assignment]
    tracking: str = _setting(
        "", "Service that is asked where parcels are: kuaidi100, kdniao or example; empty = none is asked."
    )  # type: ignore[assignment]
    tracking_id: str = _setting("", "Customer (kuaidi100) or business id (kdniao) there.")  # type: ignore[assignment]
    tracking_key: str = _setting("", "The key of that account.", secret=True)  # type: ignore[assignment]
    tracking_key_file: str = _setting("", "A file with the key instead.")  # type: ignore[assignment]
    tracking_address: str = _setting("", "Address of the service; empty = its own.")  # type: ignore[assignment]
    tracking_minutes: int = _setting(120, "Minutes between two questions about one parcel, 30 at least.")  # type: ignore[assignment]
    tracking_gap_ms: int = _setting(500, "Milliseconds between two questions of this process.")  # type: ignore[assignment]
    feed_days: int = _setting(7, "Days that events stay in a shop's feed; who comes later gets a snapshot.")  # type: ignore[assignment]
    commit_delay_ms: int = _setting(0, "Delay before each commit (tests of acknowledgement only).")  # type: ignore[assignment]
    gate: bool = _setting(True, "Check outgoing words (off only to measure its cost).")  # type: ignore[assignment]
    robot: bool = _setting(True, "Run the answering engine.")  # type: ignore[assignment]
    robot_queue: int = _setting(64, "Chats waiting for the answering engine before they go to people.")  # type: ignore[assignment]
    robot_timeout_s: float = _setting(5.0, "Seconds for one automatic answer.")  # type: ignore[assignment]
    models: str = _setting("", "A TOML file that names language models (docs/models.md); empty = none.")  # type: ignore[assignment]
    practice_pace: float = _setting(
        1.0, "How slowly simulated shoppers type in practice chats; 0 = at once, and they never grow tired of waiting."
    )  # type: ignore[assignment]
    log_level: str = _setting("info", "debug, info, warning or error.")  # type: ignore[assignment]

    @staticmethod
    def variable(name: str) -> str:
        """The environment variable of a setting."""
        return name.upper() if name in ("database_url", "redis_url") else f"XIAOER_{name.upper()}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, /, **overrides: object) -> Settings:
        """Read the environment; `overrides` win. Raises `ValueError` naming the variable that is wrong."""
        environment = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for item in fields(cls):
            raw = environment.get(cls.variable(item.name))
            if raw is not None and raw != "":
                values[item.name] = _parse(cls.variable(item.name), raw, type(item.default))
        values.update({k: v for k, v in overrides.items() if v is not None})
        return cls(**values)  # type: ignore[arg-type]

    @property
    def data_path(self) -> Path:
        """The folder of files."""
        return Path(self.data_dir)


def _parse(name: str, raw: str, kind: type) -> object:
    if kind is bool:
        if raw.lower() in ("1", "true", "yes", "on"):
            return True
        if raw.lower() in ("0", "false", "no", "off"):
            return False
        raise ValueError(f"{name}={raw!r}: write 1 or 0")
    try:
        return kind(raw)
    except ValueError:
        raise ValueError(f"{name}={raw!r}: a {kind.__name__} is wanted") from None
