"""Message search at 10k, 100k and 1M messages, on SQLite and PostgreSQL: making the index, asking it, its size.

`python -m benchmarks.message_search [--sizes 10000,100000,1000000] [--postgres URL]`. Messages are put
together from shop talk at random (fixed seed), so that common words stand in many and numbers in one. Every query is
asked once with different words, and the answer is read from the messages as the desk does it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from xiaoer.domains import tables
from xiaoer.domains.desk import finding, indexer, message_index
from xiaoer.domains.desk.finding import Wish
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.shop.models import Shop
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.database import Database
from xiaoer.kit.migrate import migrate
from xiaoer.kit.writer import Unit

assert tables.Base.metadata.tables
PARTS = (
    "亲您好", "这件连衣裙", "有没有货", "尺码怎么选", "身高165体重105", "包邮吗", "什么时候发货", "能退货吗",
    "退货运费谁出", "质量问题", "发票怎么开", "快递到哪了", "可以便宜点吗", "满减怎么算", "颜色会不会掉", "面料是什么",
    "谢谢老板", "我再看看", "已经拍下了", "地址改一下", "麻烦尽快", "收到了有点大", "换一个小码", "优惠券用不了",
    "请问客服在吗", "稍等我查一下", "今天十六点前付款当天发", "您放心", "不客气", "还有别的问题吗",
)  # fmt: skip
AGENTS = 20
QUERIES = 120


def fill(database: Database, size: int, rng: random.Random) -> int:
    """Write messages of one shop; returns the shop's id."""
    chats = max(10, size // 50)
    with Session(database.write_engine) as session:
        shop = Shop(code="bench", name="店", platform="own", profile="{}", widget_secret="x")
        session.add(shop)
        session.flush()
        shop_id = shop.id
        session.commit()
    with database.write_engine.begin() as connection:
        for start in range(0, chats, 5000):
            ids = range(start + 1, min(start + 5000, chats) + 1)
            connection.execute(insert(Shopper), [
                {"id": i, "shop_id": shop_id, "nick": f"买家{i:06d}", "first_seen_ms": 0} for i in ids
            ])  # fmt: skip
            connection.execute(insert(Conversation), [{"id": i, "shop_id": shop_id, "shopper_id": i} for i in ids])
    for start in range(0, size, 20_000):
        rows = [_message(shop_id, chats, n, rng) for n in range(start, min(start + 20_000, size))]
        with database.write_engine.begin() as connection:
            connection.execute(insert(Message), rows)
    return shop_id


def _message(shop_id: int, chats: int, n: int, rng: random.Random) -> dict[str, Any]:
    words = "，".join(rng.sample(PARTS, rng.randint(1, 4)))
    if rng.random() < 0.1:
        words += f"，订单2026{rng.randrange(10**10):010d}"
    shopper = rng.random() < 0.55
    chat = rng.randrange(chats) + 1
    return {
        "shop_id": shop_id, "conversation_id": chat, "internal": False, "number": n + 1, "after_seq": n + 1,
        "rev": n + 1, "client_key": f"{chat}:{n}", "author": "shopper" if shopper else "agent", "author_name": "",
        "staff_id": None if shopper else rng.randrange(AGENTS) + 1, "assisted": False, "kind": "text",
        "body": json.dumps({"text": words}, ensure_ascii=False), "at_ms": n * 1000, "recalled": False,
    }  # fmt: skip


def index(database: Database, now_ms: int) -> float:
    """Make the whole index as the follower does, piece by piece; returns CPU seconds of this process."""
    begun = time.process_time()
    with database.write_engine.begin() as connection:
        message_index.ensure(connection)
    read = 1
    while read:
        with database.write_engine.begin() as connection:
            read = indexer.step(Unit(connection, now_ms))
    return time.process_time() - begun


def wishes(size: int, rng: random.Random) -> list[Wish]:
    """Queries of all kinds: common and rare words, two characters and one, by agent, person and day."""
    made: list[Wish] = []
    for n in range(QUERIES):
        part = rng.choice(PARTS)
        at = rng.randrange(max(1, len(part) - 2))
        two = part[at : at + 2]
        day = rng.randrange(size) * 1000
        made.append(
            [
                Wish(two), Wish(f"{two} {rng.choice(PARTS)[:2]}"), Wish(f"{rng.randrange(10**5):05d}"),
                Wish(two, agent=rng.randrange(AGENTS) + 1),
                Wish(two, person=f"买家{rng.randrange(max(10, size // 50)):06d}"),
                Wish(two, since_ms=day, until_ms=day + 86_400_000), Wish(two[0]), Wish("没有这个词"),
            ][n % 8]
        )  # fmt: skip
    return made


def ask(database: Database, shop_id: int, asked: list[Wish]) -> list[float]:
    """Milliseconds of each query."""
    took: list[float] = []
    for wish in asked:
        begun = time.perf_counter()
        database.read_now(lambda s, w=wish: finding.find(s, shop_id, w, before=None, limit=30))  # type: ignore[misc]
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)


def size_mb(database: Database) -> float:
    """Bytes of the index alone, in MB."""
    with database.read_engine.connect() as connection:
        if database.is_sqlite:
            query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'message_search%'"
        else:
            query = "SELECT pg_total_relation_size('message_search')"
        try:
            return round(float(connection.execute(text(query)).scalar_one() or 0) / 1e6, 1)
        except Exception:  # a SQLite without dbstat
            query = "SELECT sum(length(block)) FROM message_search_data"
            return round(float(connection.execute(text(query)).scalar_one() or 0) / 1e6, 1)


def measure(url: str, size: int) -> dict[str, Any]:
    """One engine at one size."""
    database = Database(url)
    try:
        migrate(database)
        rng = random.Random(7)
        shop_id = fill(database, size, rng)
        cpu_s = index(database, size * 1000 + 60_000)
        if not database.is_sqlite:
            with database.write_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        asked = wishes(size, rng)
        ask(database, shop_id, asked[:8])  # connections and statements are there
        took = ask(database, shop_id, asked[8:])
        return {
            "engine": "sqlite" if database.is_sqlite else "postgresql", "messages": size, "queries": len(took),
            "p50_ms": round(took[len(took) // 2], 2), "p95_ms": round(took[int(len(took) * 0.95)], 2),
            "max_ms": round(took[-1], 2), "index_mb": size_mb(database),
            "index_cpu_us_per_message": round(cpu_s * 1e6 / size, 1),
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
    finally:
        database.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--postgres", default=os.environ.get("BENCH_POSTGRES", ""), help="an empty database")
    given = parser.parse_args()
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            urls = [f"sqlite:///{Path(folder) / 'bench.sqlite3'}"]
            if given.postgres:
                urls.append(given.postgres)
            for url in urls:
                print(json.dumps(measure(url, size), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
