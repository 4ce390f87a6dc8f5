"""The server: the rooms put together behind one ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict

import structlog
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from xiaoer import __version__
from xiaoer.api import (
    academy,
    account,
    activities,
    backend_drills,
    bonus,
    coaching,
    companion,
    complaints,
    connect,
    day,
    exams,
    find,
    followups,
    founding,
    growing,
    imports,
    library,
    materials,
    model_lessons,
    notices,
    order_feed,
    own_cases,
    own_scenarios,
    pages,
    paths,
    peers,
    phone,
    phrases,
    privacy,
    quality,
    registers,
    report_mail,
    reports,
    reviews,
    rule_changes,
    rules,
    session,
    shifts,
    shop,
    sockets,
    staff,
    telling,
    tracking,
    try_page,
    widget,
    wording,
)
from xiaoer.api import actions as actions_api
from xiaoer.api import cases as cases_api
from xiaoer.api import desk as desk_api
from xiaoer.api import models as models_api
from xiaoer.api import work as work_api
from xiaoer.api.access import provide_desk, provide_visitor, provide_who
from xiaoer.api.headers import secure
from xiaoer.api.middleware import guard_addresses, speak, widget_cors
from xiaoer.api.problems import HANDLERS
from xiaoer.api.uploads import blobs_of
from xiaoer.app.housekeeping import keep_periods, post_webhooks, send_mail
from xiaoer.app.lock import ProcessLock
from xiaoer.app.logs import configure_logs
from xiaoer.app.sweeping import sweep_nightly
from xiaoer.domains import tables
from xiaoer.domains.academy.coaching.coach import Coach
from xiaoer.domains.academy.exams.examiner import Examiner
from xiaoer.domains.academy.paths.certifier import Certifier
from xiaoer.domains.academy.player import Player
from xiaoer.domains.actions.checking import Checker
from xiaoer.domains.desk import dangers
from xiaoer.domains.desk.caretaker import Caretaker
from xiaoer.domains.desk.founding import setup_code
from xiaoer.domains.desk.indexer import Indexer
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.followups.runner import Follower, refuses
from xiaoer.domains.intake.worker import Intake
from xiaoer.domains.quality.runner import Judges
from xiaoer.domains.quality.sampling import Sampler
from xiaoer.domains.reports.runner import Reporter
from xiaoer.domains.robot.service import Robot
from xiaoer.domains.robot.wording.smith import Wordsmith
from xiaoer.domains.robot.worker import AnswerWorker
from xiaoer.domains.shifts.recorder import Recorder
from xiaoer.domains.shop.service import installation_secret, restore_mark
from xiaoer.domains.telling import denials
from xiaoer.domains.telling import parcels as watchdogs
from xiaoer.domains.telling.tracking import Poller
from xiaoer.domains.work import clock as work_clock
from xiaoer.domains.work import promising
from xiaoer.kit.clock import Clock, system_clock, to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.migrate import migrate
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Writer
from xiaoer.ports.fanout import Fanout, ProcessFanout
from xiaoer.ports.llm import Chain, read_models
from xiaoer.ports.mailing import SmtpMailer, read_mailer
from xiaoer.ports.posting import HttpPoster
from xiaoer.ports.tracking import Tracker, read_tracker

log = structlog.get_logger()
COMPANION_QUEUE = 16
COMPANION_PATIENCE_S = 30.0  # the first question waits for the process to load its words
assert tables.Base.metadata.tables


def make_fanout(settings: Settings, database: Database) -> Fanout:
    """Redis where it is named; PostgreSQL's own otherwise; nothing to tell on SQLite."""
    origin = secrets.token_hex(6)
    if settings.redis_url:
        from xiaoer.ports.fanout.redis import RedisFanout

        name = database.url.database or ""
        return RedisFanout(settings.redis_url, origin, channel=f"xiaoer:{name}")
    if not database.is_sqlite:
        from xiaoer.ports.fanout.postgres import PostgresFanout

        plain = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresFanout(plain, origin)
    return ProcessFanout()


def chain_of(settings: Settings) -> Chain:
    """The language models that the settings name. Raises `Unavailable` in words for a file that is wrong."""
    try:
        return Chain(read_models(settings.models))
    except ValueError as error:
        raise Unavailable(str(error), code="bad_models") from None


def mailer_of(settings: Settings) -> SmtpMailer | None:
    """The mail server that the settings name, if any. Raises `Unavailable` in words for settings that are wrong."""
    try:
        return read_mailer(asdict(settings))
    except ValueError as error:
        raise Unavailable(str(error), code="bad_mail") from None


def tracker_of(settings: Settings) -> Tracker | None:
    """The tracking service that the settings name, if any. Raises `Unavailable` in words for wrong settings."""
    try:
        return read_tracker(asdict(settings))
    except ValueError as error:
        raise Unavailable(str(error), code="bad_tracking") from None


def poller_of(desk: Desk, settings: Settings) -> Poller | None:
    """Who asks the tracking service in this process, if there is one."""
    tracker = tracker_of(settings)
    if tracker is None:
        return None
    return Poller(desk, tracker, minutes=settings.tracking_minutes, gap_s=settings.tracking_gap_ms / 1000)


def preflight(settings: Settings) -> None:
    """Migrate, and find out in words whether this process may serve. Raises `ServiceError`."""
    chain_of(settings)
    mailer_of(settings)
    tracker_of(settings)
    database = Database(settings.database_url)
    lock = ProcessLock(database)
    try:
        lock.acquire()
        migrate(database)
    finally:
        lock.release()
        database.close()


@contextlib.asynccontextmanager
async def open_desk(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[tuple[Desk, str]]:
    """A running desk without its HTTP doors: database migrated, writer and robot at work; and the token secret."""
    models = chain_of(settings)
    database = Database(settings.database_url)
    lock = ProcessLock(database)
    lock.acquire()
    writer = Writer(database, lambda: to_ms(clock()), commit_delay_ms=settings.commit_delay_ms)
    robot: Robot | None = None
    desk: Desk | None = None
    try:
        migrate(database)
        writer.start()
        secret: str = await writer.run(lambda u: installation_secret(u, "widget_tokens"))
        await writer.run(setup_code)
        desk = Desk(settings, database, writer, make_fanout(settings, database), clock)
        await desk.start()
        desk.spawn(work_clock.run(desk))
        desk.spawn(watchdogs.run(desk))
        denials.watch(desk)
        promising.watch(desk)
        dangers.watch(desk)
        Caretaker(desk).start()
        Indexer(desk).start()
        if settings.robot:
            worker = AnswerWorker(queue=settings.robot_queue, timeout_s=settings.robot_timeout_s)
            robot = Robot(desk, worker, models)
            robot.leaves.append(refuses)
            robot.start()
        Follower(desk).start()
        Checker(desk).start()
        Recorder(desk).start()
        Judges(desk).start()
        Sampler(desk).start()
        Reporter(desk).start()
        yield desk, secret
    finally:
        if desk is not None:
            await desk.stop()
        if robot is not None:
            robot.stop()
        await writer.stop()
        database.close()
        lock.release()


async def watch_restores(desk: Desk, on_restored: Callable[[], None]) -> None:
    """Look each second whether a backup was put back under the running desk: all that it remembers is old then."""
    before = await desk.database.read(restore_mark)
    while True:
        await asyncio.sleep(1)
        with contextlib.suppress(Unavailable):
            if await desk.database.read(restore_mark) != before:
                log.warning("server.restored", detail="a backup was put back: beginning anew")
                on_restored()
                return


@contextlib.asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Open the desk that the state names (`settings`, `clock`, `on_restored`); what the doors ask for goes into it."""
    settings, clock = app.state.settings, app.state.clock
    # An own worker, started at its first question: the companion never keeps a live chat waiting.
    worker = AnswerWorker(queue=COMPANION_QUEUE, timeout_s=COMPANION_PATIENCE_S)
    async with open_desk(settings, clock) as (desk, secret):
        worker.voice = lambda shop_id: desk.shops.get(shop_id).settings.replies
        app.state.desk, app.state.token_secret, app.state.worker = desk, secret, worker
        app.state.smith = Wordsmith(desk, worker, chain_of(settings))
        app.state.player = Player(desk, app.state.smith)
        await app.state.player.start()
        app.state.intake = Intake(desk, blobs_of(desk))
        app.state.intake.start()
        app.state.examiner = Examiner(app.state.player)
        app.state.examiner.start()
        app.state.certifier = Certifier(desk)
        app.state.certifier.start()
        Coach(app.state.examiner).start()
        desk.spawn(watch_restores(desk, app.state.on_restored))
        if settings.webhooks:
            desk.spawn(post_webhooks(desk, HttpPoster(private=settings.webhook_private)))
        mailer = mailer_of(settings)
        if mailer is not None:
            desk.spawn(send_mail(desk, mailer))
        poller = app.state.poller = poller_of(desk, settings)
        if poller is not None:
            desk.spawn(poller.run())
        desk.spawn(keep_periods(desk))
        desk.spawn(sweep_nightly(desk))
        try:
            yield
        finally:
            worker.stop()


def create_app(
    settings: Settings, clock: Clock = system_clock, on_restored: Callable[[], None] = lambda: None
) -> Litestar:
    """The ASGI application of one server process; `on_restored` is called when it must begin anew."""
    configure_logs(settings.log_level)

    return Litestar(
        route_handlers=[
            *session.handlers,
            *account.handlers,
            *connect.handlers,
            *privacy.handlers,
            *staff.handlers,
            *desk_api.handlers,
            *shop.handlers,
            *day.handlers,
            *find.handlers,
            *founding.handlers,
            *companion.handlers,
            *growing.handlers,
            *models_api.handlers,
            *phrases.handlers,
            *rules.handlers,
            *rule_changes.handlers,
            *library.handlers,
            *wording.handlers,
            *activities.handlers,
            *notices.handlers,
            *followups.handlers,
            *imports.handlers,
            *materials.handlers,
            *shifts.handlers,
            *quality.handlers,
            *peers.handlers,
            *reports.handlers,
            *report_mail.handlers,
            *bonus.handlers,
            *widget.handlers,
            *cases_api.handlers,
            *own_cases.handlers,
            *actions_api.handlers,
            *order_feed.handlers,
            *registers.handlers,
            *complaints.handlers,
            *reviews.handlers,
            *telling.handlers,
            *tracking.handlers,
            *phone.handlers,
            *work_api.handlers,
            *pages.handlers,
            *academy.handlers,
            *exams.handlers,
            *paths.handlers,
            *coaching.handlers,
            *own_scenarios.handlers,
            *backend_drills.handlers,
            *model_lessons.handlers,
            *sockets.handlers,
            *try_page.handlers,
        ],
        lifespan=[lifespan],
        dependencies={
            "desk": Provide(provide_desk, sync_to_thread=False),
            "who": Provide(provide_who),
            "intake": Provide(imports.provide_intake, sync_to_thread=False),
            "player": Provide(academy.provide_player, sync_to_thread=False),
            "examiner": Provide(exams.provide_examiner, sync_to_thread=False),
            "certifier": Provide(paths.provide_certifier, sync_to_thread=False),
            "visitor": Provide(provide_visitor, sync_to_thread=False),
        },
        exception_handlers=HANDLERS,
        middleware=[speak, guard_addresses, widget_cors],
        after_request=secure,
        request_max_body_size=settings.upload_bytes + 100_000,
        openapi_config=OpenAPIConfig(
            title="Xiaoer", version=__version__, path="/api/schema", render_plugins=[JsonRenderPlugin()]
        ),
        state=State({"settings": settings, "clock": clock, "on_restored": on_restored}),
        debug=False,
        logging_config=None,
    )  # fmt: skip
