"""Reports by e-mail over HTTP: who gets them, what came of the newest letters, a letter to try the way."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict

from litestar import get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.api.reports import BASE, TAGS
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.reports import mailing, schemas
from xiaoer.domains.reports.letters import trial
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import RateLimited
from xiaoer.ports.mailing import Sent, read_mailer


@get(BASE + "/mail", operation_id="getReportMail", tags=TAGS)
async def mail(shop: PathText, who: Who, desk: TheDesk) -> schemas.MailView:
    """Who gets reports by e-mail, and what came of the newest letters."""
    return await _mail(desk, enter(desk, who, shop, "manage"))


@put(BASE + "/mail", operation_id="setReportMail", tags=TAGS)
async def set_mail(shop: PathText, data: JSONBody[schemas.MailWish], who: Who, desk: TheDesk) -> schemas.MailView:
    """Set who gets every new report, and every one that is sent again."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: mailing.set_receivers(u, own.id, (who.staff_id, who.name), data.receivers, data.language))
    return await _mail(desk, own)


async def _mail(desk: Desk, own: ShopInfo) -> schemas.MailView:
    found = await desk.database.read(
        lambda s: {
            "receivers": mailing.receivers(s, own.id),
            "language": mailing.language(s, own.id),
            "log": mailing.log(s, own.id),
        }
    )
    ready = bool(desk.settings.smtp_host)
    return schemas.MailView.model_validate({**found, "ready": ready, "sender": _sender(desk)})


def _sender(desk: Desk) -> str:
    return desk.settings.smtp_from or desk.settings.smtp_user


@post(BASE + "/mail/test", operation_id="testReportMail", status_code=HTTP_200_OK, tags=TAGS)
async def try_mail(shop: PathText, data: JSONBody[schemas.MailTrial], who: Who, desk: TheDesk) -> schemas.MailOutcome:
    """Send a short letter at once, and say what the mail server said. 429 when tried too often."""
    own = enter(desk, who, shop, "manage")
    if wait := desk.letter_limit.take(own.id, time.monotonic()):
        raise RateLimited(f"试得太勤，请 {wait:.0f} 秒后再试")
    sent = await _try(desk, own, data.to)
    await desk.run(lambda u: mailing.note_test(u, own.id, (who.staff_id, who.name), data.to, sent))
    return schemas.MailOutcome(why=sent.why, said=sent.said, sender=_sender(desk))


async def _try(desk: Desk, own: ShopInfo, to: str) -> Sent:
    try:
        mailer = read_mailer(asdict(desk.settings))
    except ValueError as error:
        return Sent(False, str(error), why="settings")
    if mailer is None:
        return Sent(False, "", why="no_server")
    return await mailer.send(trial(own.name, to, secrets.token_hex(8)))


handlers = [mail, set_mail, try_mail]
