"""Mailing over SMTP: what arrives, what is refused for now or for good, and settings that are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.mailbox import mailbox
from xiaoer.app.server import preflight
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.settings import Settings
from xiaoer.ports.mailing import Letter, SmtpMailer, read_mailer
from xiaoer.ports.mailing.smtp import Server

pytestmark = pytest.mark.anyio
LETTER = Letter(
    "report-1", "boss@example.com", "青禾女装", "日报\n2026-11-03", "今天平稳", "<p>今天平稳</p>", (("a.xlsx", b"PK"),)
)


def mailer(port: int, **more: Any) -> SmtpMailer:
    return SmtpMailer(Server("127.0.0.1", port, "none", "desk@example.com", **more), timeout_s=3)


async def test_what_arrives() -> None:
    async with mailbox("secret") as box:
        sent = await mailer(box.port, user="desk", password="secret").send(LETTER)
        assert (sent.good, box.logins, box.receivers) == (True, ["desk"], ["boss@example.com"])
        (letter,) = box.letters
        assert letter["From"] == "青禾女装 <desk@example.com>"
        assert letter["Subject"] == "日报 2026-11-03"  # a line break is no second header
        assert letter["Message-ID"] == "<report-1@example.com>"
        assert letter.get_body(("plain",)).get_content().strip() == "今天平稳"  # type: ignore[union-attr]
        assert [(f.get_filename(), f.get_content()) for f in letter.iter_attachments()] == [("a.xlsx", b"PK")]
        wrong = await mailer(box.port, user="desk", password="other").send(LETTER)
        assert (wrong.good, wrong.final) == (False, False)
        assert "535" in wrong.said


async def test_refused_for_now_for_good_and_nobody_there() -> None:
    async with mailbox() as box:
        box.refusals = ["451 later", "550 no such user"]
        now, ever = await mailer(box.port).send(LETTER), await mailer(box.port).send(LETTER)
        assert [(s.good, s.final, s.said) for s in (now, ever)] == [
            (False, False, "451 later"), (False, True, "550 no such user"),
        ]  # fmt: skip
        assert box.letters == []
    gone = await mailer(box.port).send(LETTER)
    assert (gone.good, gone.final) == (False, False)


def settings(**more: Any) -> dict[str, Any]:
    return {
        "smtp_host": "mail.example.com", "smtp_port": 465, "smtp_tls": "tls", "smtp_user": "desk@example.com",
        "smtp_password": "secret", "smtp_password_file": "", "smtp_from": "", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"smtp_tls": "ssl"}, "SMTP_TLS"), ({"smtp_tls": "none"}, "不加密"), ({"smtp_password": ""}, "SMTP_PASSWORD"),
     ({"smtp_user": "", "smtp_from": "a b@c"}, "SMTP_FROM"), ({"smtp_user": "desk"}, "SMTP_FROM")],
)  # fmt: skip
async def test_settings_that_are_refused(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_mailer(settings(**wrong))


async def test_a_server_with_wrong_settings_says_so_before_it_starts(tmp_path: Path) -> None:
    named = Settings(database_url=f"sqlite:///{tmp_path}/x.sqlite3", smtp_host="mail.example.com", smtp_tls="ssl")
    with pytest.raises(Unavailable, match="XIAOER_SMTP_TLS"):
        preflight(named)
    assert not (tmp_path / "x.sqlite3").exists()
    assert "s3cret" not in repr(Settings(smtp_password="s3cret"))


async def test_the_password_in_a_file_of_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from-file\n")
    file.chmod(0o644)
    named = settings(smtp_password="", smtp_password_file=str(file))
    with pytest.raises(ValueError, match="chmod 600"):
        read_mailer(named)
    file.chmod(0o600)
    read = read_mailer(named)
    assert read is not None
    assert read.server.password == "from-file"
    assert "from-file" not in repr(read.server)
    assert read_mailer(settings(smtp_host="")) is None
