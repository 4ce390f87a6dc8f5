"""The bench of the answering engine: its shop is a real one, its questions are all different, its figures are there."""

from pathlib import Path

from xiaoer.app.measuring.answering import measure_one, name_of, questions_of, write_shop
from xiaoer.files.shop_folder import read_shop

KEYS = {"per_second", "p50_ms", "p95_ms", "products", "skus", "faq", "load_s", "rss_mb", "reading_per_second", "ratio"}


def test_the_made_up_shop_is_read_without_a_refusal(tmp_path: Path) -> None:
    write_shop(tmp_path, 30)
    read = read_shop(tmp_path)
    assert read.refusals == ()
    assert len(read.folder.facts.products) == 30
    assert sum(len(product.skus) for product in read.folder.facts.products.values()) == 300
    assert len(read.folder.facts.faq) == 150


def test_no_question_comes_twice_and_no_two_products_are_called_the_same() -> None:
    questions = questions_of(40, 400)
    assert len(set(questions)) == 400
    assert len({name_of(number) for number in range(10_000)}) == 10_000


def test_one_size_is_measured_whole() -> None:
    figures = measure_one(12, questions=20)
    assert set(figures) >= KEYS
    assert figures["skus"] == 120
    assert float(figures["per_second"]) > 0
