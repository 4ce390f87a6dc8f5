"""Mailing (发信): one letter to one address through the installation's own SMTP server.

In: a letter with its attachments. Out: what happened, in words that a log can keep. Bounded in time; a password goes
over an encrypted connection only (or to a relay on this very machine).
"""

from xiaoer.ports.mailing.port import Letter, Mailer, Sent
from xiaoer.ports.mailing.smtp import SmtpMailer, read_mailer

__all__ = ["Letter", "Mailer", "Sent", "SmtpMailer", "read_mailer"]
