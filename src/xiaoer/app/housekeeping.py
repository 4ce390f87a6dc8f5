"""What a server does beside the desk: posts webhooks, sends reports by e-mail, and lets go of what is over its time."""

from __future__ import annotations

import asyncio
from collections import Counter

import structlog

from xiaoer.api.uploads import blobs_of
from xiaoer.domains.connect import hooks
from xiaoer.domains.connect.hooks import Due
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.privacy import retention
from xiaoer.domains.privacy.retention import Gone
from xiaoer.domains.reports import mailing
from xiaoer.domains.reports import service as reports
from xiaoer.domains.reports.letters import letter_of
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.ports.mailing import Mailer
from xiaoer.ports.posting import Poster

log = structlog.get_logger()
LOOK_S = 1.0
SWEEP_S = 600.0
MAIL_S = 5.0


async def post_webhooks(desk: Desk, poster: Poster) -> None:
    """Each second: what the feeds say is posted, what failed is tried again. Who hangs holds up only himself."""
    busy: Counter[int] = Counter()
    while True:
        await asyncio.sleep(LOOK_S)
        for shop in desk.shops.all():
            try:
                await deliver(desk, shop, poster, busy)
            except Exception as error:
                log.warning("webhooks.failed", shop=shop.code, error=repr(error))


async def deliver(desk: Desk, shop: ShopInfo, poster: Poster, busy: Counter[int]) -> None:
    """Take what is due in a shop and post it in the background; `busy` counts the posts on their way per webhook."""
    now_ms = to_ms(desk.clock())
    if not await desk.database.read(lambda s: hooks.waiting(s, shop.id, now_ms)):
        return
    held = {webhook for webhook, n in busy.items() if n}
    for due in await desk.run(lambda u: hooks.gather(u, shop.id, shop.code, held)):
        busy[due.webhook_id] += 1
        desk.spawn(_post(desk, due, poster, busy))


async def _post(desk: Desk, due: Due, poster: Poster, busy: Counter[int]) -> None:
    at_s = to_ms(desk.clock()) // 1000
    headers = {
        "Content-Type": "application/json", "User-Agent": "xiaoer-webhook", "X-Xiaoer-Event": due.type,
        "X-Xiaoer-Delivery": str(due.id), "X-Xiaoer-Signature": hooks.sign(due.secret, at_s, due.body),
    }  # fmt: skip
    try:
        outcome = await poster.post(due.url, due.body.encode(), headers)
        await desk.run(lambda u: hooks.settle(u, due, good=outcome.good, status=outcome.status, said=outcome.said))
    finally:
        busy[due.webhook_id] -= 1


async def send_mail(desk: Desk, mailer: Mailer) -> None:
    """Every few seconds: letters that are due go out, a few at a time; what failed is tried again."""
    while True:
        await asyncio.sleep(MAIL_S)
        for shop in desk.shops.all():
            try:
                await send_letters(desk, shop, mailer)
            except Exception as error:
                log.warning("mail.failed", shop=shop.code, error=repr(error))


async def send_letters(desk: Desk, shop: ShopInfo, mailer: Mailer) -> int:
    """Send what is due in a shop; returns how many letters were tried."""
    now_ms = to_ms(desk.clock())
    if not await desk.database.read(lambda s: mailing.waiting(s, shop.id, now_ms)):
        return 0
    gathered: list[mailing.Due] = await desk.run(lambda u: mailing.gather(u, shop.id))

    async def send(due: mailing.Due) -> None:
        report = await desk.database.read(lambda s: reports.view(reports.find(s, shop.id, due.report_id)))
        language = await desk.database.read(lambda s: mailing.language(s, shop.id))
        letter = await asyncio.to_thread(
            letter_of, report, shop.name, due.receiver, f"report-{shop.id}-{due.report_id}-{due.id}", language
        )
        sent = await mailer.send(letter)
        await desk.run(lambda u: mailing.settle(u, shop.id, due, good=sent.good, final=sent.final, said=sent.said))

    await asyncio.gather(*(send(due) for due in gathered))
    return len(gathered)


async def keep_periods(desk: Desk) -> None:
    """Every ten minutes: chats, pictures and logs that are over the shop's periods go."""
    while True:
        for shop in desk.shops.all():
            try:
                while (await sweep_shop(desk, shop)).more:
                    await asyncio.sleep(0.2)
                await desk.run(lambda u, s=shop.id: hooks.prune(u, s))  # type: ignore[misc]
            except Exception as error:
                log.warning("retention.failed", shop=shop.code, error=repr(error))
        await asyncio.sleep(SWEEP_S)


async def sweep_shop(desk: Desk, shop: ShopInfo) -> Gone:
    """One piece of what is over its time in a shop; its files go after the commit."""
    periods = shop.settings.retention
    if not (periods.chats_days or periods.pictures_days or periods.audit_days):
        return Gone()
    gone: Gone = await desk.run(
        lambda u: retention.sweep(
            u, shop.id, chats_days=periods.chats_days, pictures_days=periods.pictures_days,
            audit_days=periods.audit_days,
        )
    )  # fmt: skip
    for name in gone.files:
        await asyncio.to_thread(blobs_of(desk).delete, name)
    return gone
