"""Mailing over an encrypted connection, from the start and after STARTTLS; certificates that must be refused."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
import trustme

from tests.support.mailbox import Mailbox, mailbox
from xiaoer.ports.mailing import Letter, SmtpMailer
from xiaoer.ports.mailing.smtp import Server

pytestmark = pytest.mark.anyio
LETTER = Letter("report-1", "boss@example.com", "青禾女装", "日报", "今天平稳")
Way = Literal["tls", "starttls"]
WAYS: list[Way] = ["tls", "starttls"]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A house that signs certificates, trusted as an installation trusts its own: by SSL_CERT_FILE."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return ca


def context(cert: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    cert.configure_cert(made)
    return made


def serving(way: Way, cert: trustme.LeafCert) -> Any:
    made = context(cert)
    return mailbox("secret", tls=made) if way == "tls" else mailbox("secret", starttls=made)


def mailer(box: Mailbox, way: Way) -> SmtpMailer:
    return SmtpMailer(Server("127.0.0.1", box.port, way, "desk@example.com", "desk", "secret"), timeout_s=5)


@pytest.mark.parametrize("way", WAYS)
async def test_a_letter_goes_over_an_encrypted_connection(house: trustme.CA, way: Way) -> None:
    async with serving(way, house.issue_cert("127.0.0.1")) as box:
        sent = await mailer(box, way).send(LETTER)
        assert (sent.good, sent.said, sent.why) == (True, "", "")
        assert [letter["Subject"] for letter in box.letters] == ["日报"]
        assert box.logins == ["desk"]
        assert box.clear == ([] if way == "tls" else ["EHLO", "STARTTLS"])  # no password and no letter in the clear


@pytest.mark.parametrize("way", WAYS)
async def test_a_certificate_that_nobody_vouches_for_is_refused(house: trustme.CA, way: Way) -> None:
    async with serving(way, trustme.CA().issue_cert("127.0.0.1")) as box:
        sent = await mailer(box, way).send(LETTER)
        assert (sent.good, sent.final, sent.why) == (False, False, "certificate")
        assert "证书不可信" in sent.said
        assert "SSL_CERT_FILE" in sent.said
        assert (box.letters, box.logins) == ([], [])


@pytest.mark.parametrize("way", WAYS)
async def test_a_certificate_of_another_host_is_refused(house: trustme.CA, way: Way) -> None:
    async with serving(way, house.issue_cert("mail.example.net")) as box:
        sent = await mailer(box, way).send(LETTER)
        assert sent.why == "certificate"
        assert "证书不是给 127.0.0.1 的" in sent.said
        assert (box.letters, box.logins) == ([], [])


async def test_a_certificate_that_ran_out_is_refused(house: trustme.CA) -> None:
    over = datetime.now(UTC) - timedelta(days=1)
    async with serving("tls", house.issue_cert("127.0.0.1", not_after=over)) as box:
        sent = await mailer(box, "tls").send(LETTER)
        assert sent.why == "certificate"
        assert "过期" in sent.said


async def test_a_server_without_starttls_gets_no_letter(house: trustme.CA) -> None:
    async with mailbox("secret") as box:
        sent = await mailer(box, "starttls").send(LETTER)
        assert (sent.good, sent.why) == (False, "tls")
        assert (box.letters, box.logins) == ([], [])


async def test_one_that_is_not_encrypted_where_it_should_be(house: trustme.CA) -> None:
    async with mailbox("secret") as box:
        sent = await mailer(box, "tls").send(LETTER)
        assert (sent.good, sent.why) == (False, "tls")
