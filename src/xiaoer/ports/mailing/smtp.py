"""Mailing by SMTP: the standard library's client in a thread, a connection per letter."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Literal, cast

from xiaoer.ports.mailing.port import Letter, Sent

TIMEOUT_S = 20.0
WHOLE_S = 90.0
TYPES = {".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".pdf": "pdf"}
_EXPIRED, _OTHER_NAME = 10, (62, 63, 64)  # X509_V_ERR_CERT_HAS_EXPIRED; HOSTNAME, EMAIL, IP_ADDRESS_MISMATCH
HERE = ("127.0.0.1", "::1", "localhost")
Tls = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server and who we are there. `tls` = encrypted from the start, after STARTTLS, or not at all."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def read_mailer(values: Mapping[str, str | int]) -> SmtpMailer | None:
    """The mailer that settings name; None where no host is named. Raises `ValueError` with the variable to mend."""
    host, tls, user = str(values["smtp_host"]), str(values["smtp_tls"]), str(values["smtp_user"])
    if not host:
        return None
    if tls not in ("tls", "starttls", "none"):
        raise ValueError(f"XIAOER_SMTP_TLS={tls!r}：只能是 tls、starttls 或 none")
    if user and tls == "none" and host not in HERE:
        raise ValueError("XIAOER_SMTP_TLS=none 不加密，不能带账号登录：请用 tls 或 starttls")
    sender = str(values["smtp_from"]) or user
    if sender.count("@") != 1 or not sender.isascii() or any(c.isspace() for c in sender):
        raise ValueError("XIAOER_SMTP_FROM 要填发信地址，例如 report@example.com")
    password = str(values["smtp_password"])
    if not password and values["smtp_password_file"]:
        password = _password(Path(str(values["smtp_password_file"])))
    if user and not password:
        raise ValueError("设置了 XIAOER_SMTP_USER，还要有 XIAOER_SMTP_PASSWORD 或 XIAOER_SMTP_PASSWORD_FILE")
    return SmtpMailer(Server(host, int(values["smtp_port"]), cast(Tls, tls), sender, user, password))


def _password(path: Path) -> str:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077 and stat.S_ISREG(path.stat().st_mode) and _unix():
            raise ValueError(f"{path} 别人也能读：请先 chmod 600")
        return path.read_text("utf-8-sig").strip()
    except OSError as error:
        raise ValueError(f"读不了 XIAOER_SMTP_PASSWORD_FILE（{error}）") from None


def _unix() -> bool:
    import os

    return os.name == "posix"


class SmtpMailer:
    """Sends with `smtplib`."""

    def __init__(self, server: Server, *, timeout_s: float = TIMEOUT_S) -> None:
        self.server, self._timeout_s = server, timeout_s

    async def send(self, letter: Letter) -> Sent:
        """Send once; what goes wrong is an outcome."""
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._send, letter), WHOLE_S)
        except TimeoutError:
            return Sent(False, f"{WHOLE_S:g} 秒内没有发完", why="slow")

    def _send(self, letter: Letter) -> Sent:
        server = self.server
        try:
            with self._connect() as client:
                if server.user:
                    client.login(server.user, server.password)
                client.send_message(message_of(letter, server.sender), server.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(*next(iter(error.recipients.values())))
        except smtplib.SMTPException as error:
            return _of_server(error)
        except OSError as error:
            return _of_connection(error, server.host, self._timeout_s)
        return Sent(True, "")

    def _connect(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        if server.tls == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout_s, context=context)
        client = smtplib.SMTP(server.host, server.port, timeout=self._timeout_s)
        if server.tls == "starttls":
            try:
                client.starttls(context=context)
            except BaseException:
                client.close()
                raise
        return client


def _of_server(error: smtplib.SMTPException) -> Sent:
    """What the server said, or what it lacks."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Sent(False, f"{error.smtp_code} 登录被拒绝，请核对发信账号和授权码", why="login")
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Sent(False, f"服务器不支持：{_words(str(error))}", why="tls" if "STARTTLS" in str(error) else "login")
    return Sent(False, f"连不上：{type(error).__name__}", why="unreachable")


def _of_connection(error: OSError, host: str, timeout_s: float) -> Sent:
    """Why no connection came about, or why it was not trusted."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Sent(False, _of_certificate(error, host), why="certificate")
    if isinstance(error, ssl.SSLError):
        return Sent(False, f"加密连接失败：{error.reason or type(error).__name__}", why="tls")
    if isinstance(error, TimeoutError):
        return Sent(False, f"{timeout_s:g} 秒没有回音", why="slow")
    return Sent(False, f"连不上：{type(error).__name__}", why="unreachable")


def _refused(code: int, said: bytes | str) -> Sent:
    final = code >= 500
    return Sent(False, f"{code} {_words(said)}", final=final, why="refused" if final else "refused_now")


def _of_certificate(error: ssl.SSLCertVerificationError, host: str) -> str:
    """Which check of the server's certificate failed, in words. Numbers are OpenSSL's X509_V_ERR_…"""
    said = error.verify_message
    if error.verify_code in _OTHER_NAME:
        return f"服务器的证书不是给 {host} 的（{said}），没有发信：请核对 XIAOER_SMTP_HOST"
    if error.verify_code == _EXPIRED:
        return f"服务器的证书过期了（{said}），没有发信"
    return f"服务器的证书不可信（{said}），没有发信：自建的证书机构可用环境变量 SSL_CERT_FILE 指定"


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels."""
    message = EmailMessage()
    name, domain = sender.rsplit("@", 1)
    message["From"] = Address(display_name=letter.sender_name, username=name, domain=domain)
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Message-ID"] = f"<{letter.key}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    for file, data in letter.files:
        kind = TYPES.get(Path(file).suffix, "octet-stream")
        message.add_attachment(data, maintype="application", subtype=kind, filename=file)
    return message


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.replace("\x00", "").split())[:300]
