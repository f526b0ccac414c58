"""Texts without a translation carry the language in which they are written."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import translation

from catalog.models import Product
from shop.orders.aftersales.order_links import order_token
from shop.platform.core.locales import country_in_sentence
from shop.web.templatetags.language_tags import comma, in_language, listed
from shop.web.templatetags.shop_tags import weight
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CODES = re.compile(r"^[A-Z0-9•·\s/-]+$")
# Names that are the same in every script: the shop's, and languages in their own words.
OWN_NAMES = {"Stadium Store", "English"}


class Texts(HTMLParser):
    """Collects each text of a page with the language of its element."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inherited = self.open[-1][1] if self.open else ""
        values = dict(attrs)
        language = values.get("lang") or inherited
        if values.get("alt"):
            self.texts.append((str(values["alt"]), language))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in {"script", "style", "title", "bdi", "option"}:
            self.texts.append((" ".join(data.split()), self.open[-1][1]))


def unmarked(page: str, language: str) -> Iterator[str]:
    """Yield texts in Latin script that claim to be in a language of another script."""
    reader = Texts()
    reader.feed(page)
    for text, claimed in reader.texts:
        latin = re.search(r"[A-Za-z]{3,}", text) and not re.search(
            r"[\u0600-\u06ff\u3040-\u9fff]", text
        )
        if claimed == language and latin and not CODES.match(text) and text not in OWN_NAMES:
            yield text


@pytest.fixture
def pin(world: RightsWorld) -> Product:
    """Return a product whose texts exist in English only."""
    product = world.product(sku="PIN-1", title="Harbor pin", slug="harbor-pin")
    Product.objects.filter(pk=product.pk).update(
        description_en="Shows the harbor at night.", material="Zinc alloy", weight_g=520
    )
    licensee = product.licensee
    licensee.manufacturer = "Harbor Works, 1 Dock Street, Porto"
    licensee.save()
    return Product.objects.get(pk=product.pk)


def test_a_product_page_marks_each_english_text(pin: Product) -> None:
    page = Client().get("/ja-jp/p/harbor-pin/PIN-1/").content.decode()
    assert list(unmarked(page, "ja")) == []
    for text in ("Harbor pin", "Zinc alloy", str(pin.licensee.legal_name)):
        assert f'<span lang="en" dir="ltr">{text}</span>' in page
    assert '<div class="product-text" lang="en" dir="ltr">' in page
    french = Client().get("/fr-fr/p/harbor-pin/PIN-1/").content.decode()
    assert '<h1><span lang="en" dir="ltr">Harbor pin</span></h1>' in french
    assert '<dd><span lang="en" dir="ltr">Zinc alloy</span></dd>' in french
    english = Client().get("/en-fr/p/harbor-pin/PIN-1/").content.decode()
    assert "<h1>Harbor pin</h1>" in english


def test_a_translated_title_is_not_marked(pin: Product) -> None:
    Product.objects.filter(pk=pin.pk).update(title_fr="Pin’s du port")
    page = Client().get("/fr-fr/p/harbor-pin/PIN-1/").content.decode()
    assert "<h1>Pin’s du port</h1>" in page


@pytest.mark.parametrize("path", ["", "products/", "basket/", "checkout/", "restock/?sku=PIN-1"])
def test_pages_on_the_way_to_an_order_mark_english_texts(pin: Product, path: str) -> None:
    client = Client()
    added = client.post("/ja-jp/basket/add/", {"sku": "PIN-1"}, follow=True).content.decode()
    assert list(unmarked(added, "ja")) == []
    page = client.get(f"/ja-jp/{path}")
    assert page.status_code == 200
    assert "Harbor pin" in page.content.decode()
    assert list(unmarked(page.content.decode(), "ja")) == []


def test_an_order_marks_texts_in_its_own_language(pin: Product, stripe: Sandbox) -> None:
    order = waiting_order(pin)
    page = Client().get(f"/ja-jp/order/{order_token(order)}/").content.decode()
    assert '<span lang="en" dir="ltr">Harbor pin</span>' in page
    assert list(unmarked(page, "ja")) == []


@pytest.mark.parametrize(
    ("text", "language", "expected", "html"),
    [
        ("Oslo & Co", "fr", "", "Oslo &amp; Co"),
        ("Oslo", "ar", "", '<span lang="en" dir="ltr">Oslo</span>'),
        ("Zinc", "fr", "en", '<span lang="en" dir="ltr">Zinc</span>'),
        ("دبوس", "en", "", '<span lang="ar" dir="rtl">دبوس</span>'),
        ("ピンバッジ", "en", "", '<span lang="ja" dir="ltr">ピンバッジ</span>'),
        ("2028", "ar", "", "2028"),
        ("", "ar", "en", ""),
    ],
)
def test_the_script_of_a_text_decides(text: str, language: str, expected: str, html: str) -> None:
    with translation.override(language):
        assert in_language(text, expected) == html


def test_lists_weights_and_countries_follow_the_language() -> None:
    with translation.override("ar"):
        assert comma() == "، "
        assert listed(["<a>", "b"]) == "&lt;a&gt;، b"
        assert "520" in weight(520)
        assert "g" not in weight(520).removeprefix("<bdi>").removesuffix("</bdi>")
    with translation.override("en"):
        assert weight(520) == "<bdi>520 g</bdi>"
    assert country_in_sentence("US", "en") == "the United States"
    assert country_in_sentence("FR", "en") == "France"
    assert country_in_sentence("US", "fr") == "États-Unis"
