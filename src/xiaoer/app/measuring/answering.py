"""How many distinct questions a second the answering engine answers on one core, and how that grows with the shop.

A made-up shop (10 variants and 5 FAQ a product) is written as files and read like any other; every question is asked
once. Beside it stands what reading the questions alone costs: the limit of an engine that would answer for nothing.
Each size runs in a process of its own, so that its memory is its own. Times of answers are the core's own (CPU time of
the thread), so that work beside it doesn't count; loading is counted by the clock on the wall.
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from xiaoer.core.answering.engine import Engine
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.files.shop_folder import read_shop

SIZES = (100, 1_000, 10_000)
TARGET = 1_000
_VARIANTS = 10
_FAQ_EACH = 5
_QUESTIONS = 1_500
_WARM = 50
_NOW = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

_SERIES = [
    "云岭",
    "晚风",
    "听雨",
    "南山",
    "青禾",
    "木棉",
    "拾光",
    "星野",
    "海棠",
    "松间",
    "竹里",
    "半夏",
    "知秋",
    "暖冬",
    "春和",
    "长安",
    "白露",
    "锦时",
    "初见",
    "清欢",
]
_KINDS = [
    "保温杯",
    "双肩包",
    "台灯",
    "跑步鞋",
    "连衣裙",
    "空气炸锅",
    "猫粮",
    "面霜",
    "坚果礼盒",
    "蓝牙耳机",
    "四件套",
    "登山杖",
    "儿童书桌",
    "洗发水",
    "积木",
    "绿茶",
    "充电器",
    "雨伞",
    "瑜伽垫",
    "电饭煲",
]
_STYLES = ["轻量款", "加厚款", "复古款", "便携款", "旗舰款", "家用款", "静音款", "防水款", "大容量", "迷你款"]
_COLOURS = ["米白", "雾蓝", "墨绿", "酒红", "曜黑"]
_MATTERS = (
    ("怎么清洁", "温水加中性清洁剂擦拭，阴干"), ("多久能到", "看收货地，按时效表推算"), ("可以送人吗", "可以，备注后配礼袋"),
    ("坏了怎么办", "质保期内联系客服登记"), ("有没有味道", "新品有轻微气味，通风一天即可"),
)  # fmt: skip
_ASKED: tuple[str, ...] = (
    "{name}{colour}还有货吗", "{name}多少钱", "{name}两件到手价多少", "{name}什么材质的", "{name}寄到{city}运费多少", "{name}{city}几天能到",
    "{name}怎么清洁啊", "{name}保修多久", "请问{name}{colour}的有没有{size}", "老板{name}便宜点呗，第{n}次来了", "{name}和{other}有什么区别",
    "我要给{city}的朋友买{name}，预算{n}以内推荐哪款", "{name}净重多少 占地方不", "尾号{n}那单发货了没", "七天内不喜欢能退{name}吗", "{name}坏了怎么办 才用{n}天",
)  # fmt: skip
_CITIES = [
    "杭州",
    "成都",
    "武汉",
    "西安",
    "广州",
    "沈阳",
    "昆明",
    "合肥",
    "北京",
    "上海",
    "长沙",
    "郑州",
    "南京",
    "哈尔滨",
    "乌鲁木齐",
]


def measure(sizes: Sequence[int] = SIZES, tick: Callable[[str], None] = lambda _: None) -> dict[str, object]:
    """The figures at TARGET products (or the size nearest to it), and `growth` at all sizes."""
    growth = []
    for size in sizes:
        tick(f"{size:,} products")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            growth.append(pool.submit(measure_one, size).result())
    chief = min(growth, key=lambda row: abs(int(row["products"]) - TARGET))
    return {**chief, "growth": growth}


def measure_one(products: int, questions: int = _QUESTIONS) -> dict[str, float | int | str]:
    """Load a shop of this size and answer distinct questions one after another."""
    with tempfile.TemporaryDirectory() as home:
        write_shop(Path(home), products)
        started, busy = time.perf_counter(), time.process_time()
        facts = read_shop(Path(home)).folder.facts
        engine = Engine(facts, actions=True)
        load_s, load_cpu_s = time.perf_counter() - started, time.process_time() - busy
    texts = questions_of(products, questions + _WARM)
    for text in texts[:_WARM]:
        _ask(engine, text)
    spent = sorted(_timed(engine, text) for text in texts[_WARM:])
    started = time.thread_time()
    for text in texts[_WARM:]:
        engine.reader.read(f"{text}。", product=None, now=_NOW)
    reading_s = time.thread_time() - started
    count = len(spent)
    return {
        "per_second": round(count / sum(spent), 1),
        "p50_ms": round(spent[count // 2] * 1000, 2),
        "p95_ms": round(spent[int(count * 0.95)] * 1000, 2),
        "products": products,
        "skus": products * _VARIANTS,
        "faq": products * _FAQ_EACH,
        "load_s": round(load_s, 2),
        "load_cpu_s": round(load_cpu_s, 2),
        "rss_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20), 1
        ),
        "reading_per_second": round(count / reading_s, 1),
        "ratio": round(reading_s / sum(spent), 4),
        "questions": count,
        "clock": "cpu",
    }


def _timed(engine: Engine, text: str) -> float:
    started = time.thread_time()
    _ask(engine, text)
    return time.thread_time() - started


def _ask(engine: Engine, text: str) -> None:
    line = Utterance(1, _NOW, "shopper", "", text)
    engine.answer(Transcript("", "own", None, (line,)), orders=(), now=_NOW)


def name_of(number: int) -> str:
    """The distinct name of a product."""
    series, kind, style = number % len(_SERIES), number // len(_SERIES) % len(_KINDS), number // 400 % len(_STYLES)
    mark = f"X{number // 4000 + 1}" if number >= 4000 else ""
    return f"{_SERIES[series]}{_KINDS[kind]} {_STYLES[style]}{mark}"


def questions_of(products: int, count: int, seed: int = 11) -> list[str]:
    """`count` distinct questions to such a shop."""
    draw = random.Random(seed)  # noqa: S311 - texts, no secrets
    seen: dict[str, None] = {}
    while len(seen) < count:
        one, other = draw.randrange(products), draw.randrange(products)
        seen[
            draw.choice(_ASKED).format(
                name=name_of(one), other=name_of(other), colour=draw.choice(_COLOURS), city=draw.choice(_CITIES),
                size=draw.choice("SML"), n=draw.randrange(20, 9999),
            )
        ] = None  # fmt: skip
    return list(seen)


def write_shop(home: Path, products: int) -> None:
    """The tables of a shop with so many products."""
    _write(home / "products.csv", "商品编号,标题,类目,卖点,属性", (_product(n) for n in range(products)))
    _write(
        home / "skus.csv", "商品编号,SKU编号,规格,价格,库存,毛重克", (row for n in range(products) for row in _skus(n))
    )
    _write(home / "faq.csv", "编号,问题,答案,关联商品", (row for n in range(products) for row in _faq(n)))
    _write(
        home / "promotions.csv",
        "活动编号,类型,名称,适用范围,门槛,优惠,开始时间,结束时间,叠加规则,领取方式,说明",
        [["A1", "店铺券", "满200减20", "全店", "200", "20", "2026-03-01 00:00", "2026-03-31 23:59", "每单限用一张券", "首页", ""],
         ["A2", "每满减", "每满300减30", "全店", "300", "30", "2026-03-01 00:00", "2026-03-31 23:59", "可与店铺券叠加", "自动", ""]],
    )  # fmt: skip
    provinces = [
        "浙江",
        "四川",
        "湖北",
        "陕西",
        "广东",
        "辽宁",
        "云南",
        "安徽",
        "北京",
        "上海",
        "湖南",
        "河南",
        "江苏",
        "黑龙江",
        "新疆",
    ]
    _write(
        home / "freight.csv",
        "省份,首重公斤,首重运费,续重单位公斤,续重运费,包邮门槛,偏远,可配送,备注",
        [[p, "1", "8", "1", "3", "99", "否", "是", ""] for p in provinces],
    )
    _write(
        home / "delivery.csv",
        "发货仓,省份,最快天数,最慢天数,承运快递,截单时间",
        [["杭州仓", p, "2", "4", "中通快递", "16:00"] for p in provinces],
    )
    _write(
        home / "policies.csv",
        "政策编号,主题,内容,关键值",
        [["P1", "七天无理由", "签收后7天内不影响二次销售可退。", "天数:7"], ["P2", "质保", "整机质保一年。", ""],
         ["P3", "发货承诺", "付款后48小时内发出。", ""], ["P4", "发票", "支持电子发票。", ""]],
    )  # fmt: skip


def _product(n: int) -> list[str]:
    name = name_of(n)
    return [
        f"N{n:05d}", name, f"百货/{_KINDS[n // len(_SERIES) % len(_KINDS)]}", f"{_SERIES[n % len(_SERIES)]}系列，第{n}款",
        f"材质:复合材料{n % 97}号;净重:{n % 900 + 100}g;产地:浙江;质保:{n % 3 + 1}年;尺寸:{n % 50 + 10}×{n % 30 + 5}cm;适用:通用;清洁:湿布擦拭",
    ]  # fmt: skip


def _skus(n: int) -> Iterable[list[str]]:
    for place in range(_VARIANTS):
        colour, size = _COLOURS[place % len(_COLOURS)], "SL"[place // len(_COLOURS)]
        yield [
            f"N{n:05d}", f"N{n:05d}-{place}", f"颜色:{colour};尺码:{size}", str(n % 400 + 29), str((n * 7 + place) % 60),
            str(n % 900 + 200),
        ]  # fmt: skip


def _faq(n: int) -> Iterable[list[str]]:
    name = name_of(n)
    for place, (question, answer) in enumerate(_MATTERS):
        yield [f"F{n}-{place}", f"{name}{question}", f"{answer}（{name}）。", f"N{n:05d}"]


def _write(path: Path, head: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split(","))
        writer.writerows(rows)
