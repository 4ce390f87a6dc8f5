"""A small SMTP server on 127.0.0.1 that keeps what it is given, and refuses when told to; encrypted when given a way."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """`refusals` = what the next RCPT commands are answered with, one each; `password` = what a log-in needs.

    `starttls` = offered, and asked for before anything else; `clear` = the commands that came before a connection was
    encrypted.
    """

    port: int = 0
    password: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    starttls: ssl.SSLContext | None = None
    clear: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client until it quits."""
        writer.write(b"220 mailbox ESMTP\r\n")
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            while line := (await reader.readline()).decode(errors="replace").strip():
                answer = await self._answer(line, reader, writer)
                if answer:
                    writer.write(answer.encode() + b"\r\n")
                    await writer.drain()
                if line.upper() == "QUIT":
                    break
        writer.close()

    async def _answer(self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
        word = line.upper().split(maxsplit=1)[0]
        encrypted = writer.get_extra_info("ssl_object") is not None
        if not encrypted:
            self.clear.append(word)
        if word == "STARTTLS" and self.starttls:
            writer.write(b"220 go ahead\r\n")
            await writer.drain()
            await writer.start_tls(self.starttls)
            return ""
        if self.starttls and not encrypted and word not in ("EHLO", "QUIT"):
            return "530 must issue a STARTTLS command first"
        if word == "EHLO":
            if self.starttls and not encrypted:
                return "250-mailbox\r\n250 STARTTLS"
            return "250-mailbox\r\n250 AUTH PLAIN" if self.password else "250 mailbox"
        if word == "AUTH":
            _, user, password = base64.b64decode(line.rsplit(maxsplit=1)[-1]).decode().split("\0")
            self.logins.append(user)
            return "235 in" if password == self.password else "535 no"
        if word == "RCPT":
            if self.refusals:
                return self.refusals.pop(0)
            self.receivers.append(line.split("<")[1].split(">", maxsplit=1)[0])
        if word == "DATA":
            writer.write(b"354 go\r\n")
            data = await reader.readuntil(b"\r\n.\r\n")
            self.letters.append(message_from_bytes(data[:-5].replace(b"\r\n..", b"\r\n."), policy=policy.default))  # type: ignore[arg-type]
        return "221 bye" if word == "QUIT" else "250 ok"


@contextlib.asynccontextmanager
async def mailbox(
    password: str = "", *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> AsyncIterator[Mailbox]:
    """A running one: in the clear, encrypted from the start, or after STARTTLS."""
    box = Mailbox(password=password, starttls=starttls)
    server = await asyncio.start_server(box.serve, "127.0.0.1", 0, ssl=tls)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
