"""Words, facts and mistyped words find the right product, or nothing."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from catalog.models import Product
from tests.catalog.searching import found, make_shoes, page_of, skus


@pytest.fixture(scope="module")
def built_shoes(build_once: Callable[..., Any]) -> Product:
    return build_once(make_shoes)


@pytest.fixture
def shoes(built_shoes: Product, db: None) -> Product:
    return deepcopy(built_shoes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("shoe", "en"),
        ("run", "en"),
        ("chaussure", "fr"),
        ("CHAUSSURES course", "fr"),
        ("laufschuh", "de"),
        ("fur kinder", "de"),
        ("scarpa", "it"),
        ("zapatilla", "es"),
        ("corridas", "pt"),
        ("الجري", "ar"),
        ("shoes", "ja"),
        ("ランニング", "ja"),
        ("ﾗﾝﾆﾝｸﾞｼｭｰｽﾞ", "ja"),
        ("シューズ", "ja"),
        ("らんにんぐ", "ja"),
        ("أَحذية", "ar"),
        ("احذيه", "ar"),
        ("الأحذية", "ar"),
        ("والأحذية", "ar"),
        ("للأحذية", "ar"),
        ("running shoes size", "en"),
        ("chaussures taille", "fr"),
        ("ＲＵＮＮＩＮＧ　ｓｈｏｅｓ", "en"),
        ("running-shoes", "en"),
        ("run\u200bning", "en"),
    ],
)
def test_words_are_found_in_any_form_with_or_without_accents(
    shoes: Product, text: str, language: str
) -> None:
    assert found(text, language) == ["SHOE-77"]


@pytest.mark.parametrize(
    "text",
    [
        *("SHOE-77", "shoe-77", "shoe 77", "SHOE–77", "paris2024", "Paris 2024", "JPN", "Japan"),
        *("athletics", "athlétisme", "Japon", "日本", "اليابان", "2024", "summer olympics"),
        *("jeux d'été", "夏季オリンピック", "Team Japan", "Japanese", "パリ 2024", "باريس"),
    ],
)
def test_a_product_is_found_by_its_facts_in_every_language(shoes: Product, text: str) -> None:
    assert found(text) == ["SHOE-77"]


def test_every_word_must_be_there(shoes: Product) -> None:
    assert found("running mug") == []
    assert found("running -shoes") == ["SHOE-77"]
    assert found("-mug") == ["MUG-1"]


@pytest.mark.parametrize("text", ["runing shoes", "porcelan", "porcelian mug", "runnign", "mgu"])
def test_a_mistyped_word_is_replaced_by_one_of_the_products(shoes: Product, text: str) -> None:
    page = page_of(text)
    expected = [] if text == "mgu" else ["MUG-1"] if text.startswith("porc") else ["SHOE-77"]
    assert skus(page) == expected
    assert bool(page.corrected) == bool(expected)


@pytest.mark.parametrize("text", ["running porcelain", "running qqqq", "qqqqzzzz", "ers", "-hirt"])
def test_no_word_is_left_out_to_find_something(shoes: Product, text: str) -> None:
    page = page_of(text)
    assert (page.total, page.corrected) == (0, "")


def test_the_last_word_may_be_a_beginning(shoes: Product) -> None:
    page = page_of("running sho")
    assert (skus(page), page.corrected) == (["SHOE-77"], "")


@pytest.mark.parametrize(
    "text", ["'", '"', "zzz & | ! (", "\\", "%", "<->", ":*", "x" * 5000, "/en/run", "!shoe:*A"]
)
def test_no_text_breaks_the_search(shoes: Product, text: str) -> None:
    assert page_of(text).total == (1 if text == "!shoe:*A" and found("shoe a") else 0)
