"""`xiaoer bench desk`, small: every figure of the contract is there and makes sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.services import POSTGRES, demand_postgres
from xiaoer.app.measuring.desk import Wish, measure
from xiaoer.app.measuring.scratch import scratch_database
from xiaoer.core.errors import XiaoerError

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "qinghe_womenswear"
CONTRACT = {
    "messages_per_second", "p50_ms", "p99_ms", "echo_messages_per_second", "echo_p99_ms", "ratio", "rss_mb",
    "kb_per_idle_socket", "start_s",
}  # fmt: skip


@pytest.mark.alone
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_short_bench_has_every_figure(engine: str) -> None:
    server = "" if engine == "sqlite" else POSTGRES.format(user=demand_postgres(), name="postgres")
    figures = measure(Wish(FOLDER, database=server, seconds=1.5, guests=10, agents=2, idle=200))
    assert set(figures) >= CONTRACT
    assert figures["messages_per_second"] > 0
    assert 0 < figures["ratio"] == sorted(figures["ratios"])[1]
    assert figures["p50_ms"] <= figures["p99_ms"]
    assert figures["settings"]["server"]["XIAOER_SHOPPER_PER_MINUTE"] == "6000000"
    assert figures["stages_us"]["entries per commit"] >= 1


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(XiaoerError), scratch_database("postgresql://nobody@127.0.0.1:1/none", tmp_path):
        pass
