"""Content of the storefront: placed by staff with preview and schedule, restored, removed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.test import Client
from PIL import Image

from catalog.media.preparation import decoder_pool
from catalog.models import Product
from licensing.models import GamesEdition
from shop.commerce.content.links import link_problem
from shop.commerce.content.models import ContentItem, ContentVersion
from shop.commerce.content.selection import select_content
from shop.commerce.page_store.dependencies import recording
from shop.commerce.promotions.records import save_collection
from shop.oscar.offers import Range
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld

HOME, LIST = "/en-fr/", "/dashboard/content/"
BASE = {"position": "10", "amount": "4", "do": "save"}
LATER = datetime(2100, 7, 14, tzinfo=UTC)


@pytest.fixture
def marketer(world: RightsWorld) -> Client:
    return signed_in(role="staff", is_staff=True, groups=("Marketing",))


@pytest.fixture
def decoder() -> Iterator[None]:
    """Close the decoder's processes after the test."""
    yield
    decoder_pool().close()


def picture(name: str = "hero.png") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (600, 300), "navy").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue())


def state_of(client: Client, item: ContentItem) -> str:
    return str(client.get(f"{LIST}{item.pk}/").context["state"])


def add(client: Client, place: str, name: str, **values: Any) -> ContentItem:
    response = client.post(f"{LIST}new/{place}/", BASE | {"name": name} | values)
    assert response.status_code == 302, response.context["form"].errors
    return ContentItem.objects.get(name=name)


def act(client: Client, item: ContentItem, do: str, **values: str) -> Any:
    values = {"do": do, "state": state_of(client, item)} | values
    return client.post(f"{LIST}{item.pk}/", values, follow=True)


def test_a_hero_is_previewed_published_changed_restored_and_removed(
    marketer: Client, decoder: None
) -> None:
    public, preview_only = Client(), staff_with("content.view_contentitem")
    hero = {"title": "Summer of medals", "link": "/games/", "link_label": "See the Games"}
    item = add(marketer, "hero", "Hero", **hero)
    assert "needs a picture" in act(marketer, item, "publish").text
    edit = BASE | {"name": "Hero", "state": state_of(marketer, item), **hero}
    refused = marketer.post(f"{LIST}{item.pk}/", edit | {"picture": picture()})
    assert "Describe the picture." in refused.text
    marketer.post(f"{LIST}{item.pk}/", edit | {"picture": picture(), "picture_alt": "A stadium"})
    draft = item.versions.get()
    assert default_storage.exists(draft.picture.rendition(draft.picture_widths[0], "jpg"))
    preview = f"/en-fr/content-preview/{draft.pk}/"
    assert public.get(preview).status_code == 404
    for client in (marketer, preview_only):
        assert "Summer of medals" in client.get(preview).text
    assert "Summer of medals" not in public.get(HOME).text

    act(marketer, item, "publish")
    text = public.get(HOME).text
    assert 'alt="A stadium"' in text
    assert '<a class="btn btn-primary" href="/en-fr/games/"' in text
    assert "New arrivals" not in text  # the blocks replace the standard front page
    again = BASE | {"name": "Hero", "state": state_of(marketer, item), "picture_alt": "A track"}
    marketer.post(f"{LIST}{item.pk}/", again | {"title": "Winter"})
    act(marketer, item, "publish")
    assert "Winter" in public.get(HOME).text
    act(marketer, item, "restore", version="1")
    act(marketer, item, "publish")
    assert "Summer of medals" in public.get(HOME).text
    act(marketer, item, "remove")
    assert "Bring the Games home" in public.get(HOME).text
    history = marketer.get(f"{LIST}{item.pk}/").text
    for change in ("Added", "Published version 2", "Restored version 1", "Removed from the shop"):
        assert change in history
    refused = preview_only.post(f"{LIST}{item.pk}/", {"do": "publish", "state": ""})
    assert refused.status_code == 403


@pytest.fixture
def pin(world: RightsWorld) -> Product:
    games = GamesEdition.objects.create(code="PARIS2024", name="Paris 2024", season="S")
    world.product(sku="CAP-1", title="Cotton cap")
    return world.product(title="Enamel pin", games=games)


def test_rows_and_tiles_show_what_may_be_sold(marketer: Client, pin: Product) -> None:
    collection = save_collection(collection=Range(name="Best of"), products=[pin], categories=[])
    rows = {
        "games": {"source": "games", "codes": "PARIS2024"},
        "collection": {"source": "collection", "collection": str(collection.pk)},
    }
    for name, values in rows.items():
        item = add(marketer, "products", name, title=f"Row {name}", **values)
        act(marketer, item, "publish")
        text = Client().get(HOME).text
        assert f"Row {name}" in text
        assert ("Enamel pin" in text, "Cotton cap" in text) == (True, False)
        act(marketer, item, "remove")
    newest = add(marketer, "products", "Newest", title="Newest", source="newest", amount="1")
    act(marketer, newest, "publish")
    assert '<a href="/en-fr/products/">See all</a>' in Client().get(HOME).text
    act(marketer, newest, "remove")
    act(marketer, add(marketer, "tiles", "Tiles", title="All editions", tiles="games"), "publish")
    assert 'href="/en-fr/games/PARIS2024/"' in Client().get(HOME).text
    Product.objects.update(is_public=False)
    assert "All editions" not in Client().get(HOME).text


def test_announcement_and_menus_stand_on_every_page_of_their_market(marketer: Client) -> None:
    entries = "Paris 2024 | /games/PARIS2024/\nNews | https://olympics.com/news"
    bar = {"text": "Free delivery today", "shown_from": "2100-07-14", "market": "fr"}
    act(marketer, add(marketer, "announcement", "Bar", **bar), "publish")
    act(marketer, add(marketer, "header", "Menu", links=entries, language="en"), "publish")
    act(marketer, add(marketer, "footer", "Column", title="Stories", links=entries), "publish")
    with recording() as dependencies:
        text = Client().get("/en-fr/games/").text
    assert dependencies.until == LATER  # a stored page ends when the announcement begins
    assert "Free delivery today" not in text
    assert text.count('href="https://olympics.com/news"') == 2
    assert '<a href="/en-fr/games/PARIS2024/"' in text
    assert "Stories" in text
    assert "Withdraw from contract here" in text
    assert Client().get("/fr-fr/games/").text.count('href="https://olympics.com/news"') == 1


@pytest.mark.parametrize(
    ("link", "allowed"),
    [
        ("/games/", True),
        ("/products/?sort=newest", True),
        ("https://olympics.com/news", True),
        ("http://olympics.com/", False),
        ("//evil.example/", False),
        ("/\\evil.example/", False),
        ("javascript:alert(1)", False),
        ("https://user@evil.example/", False),
        ("/dashboard/", False),
        ("/en-fr/games/", False),
        ("/no-such-page/", False),
    ],
)
def test_links_lead_to_the_storefront_or_elsewhere_by_https(link: str, *, allowed: bool) -> None:
    assert (link_problem(link) == "") is allowed


def test_faults_of_a_form_name_their_field_and_line(marketer: Client) -> None:
    answers = {
        "header": ({"links": "Games | /games/\nBad"}, "Line 2: Write a label"),
        "announcement": ({"text": "x", "language": "ja", "market": "fr"}, "has no pages in this"),
        "products": ({"title": "x", "source": "games", "codes": "OSLO"}, "Unknown: OSLO."),
        "tiles": (
            {"title": "x", "tiles": "games", "shown_from": "2030-01-02", "shown_until": "2030"},
            "Shown until",
        ),
    }
    for place, (values, sentence) in answers.items():
        response = marketer.post(f"{LIST}new/{place}/", BASE | {"name": place} | values)
        assert (response.status_code, sentence in response.text) == (422, True), place
    item = add(marketer, "announcement", "Bar", text="First")
    stale = {**BASE, "name": "Bar", "state": state_of(marketer, item)}
    assert marketer.post(f"{LIST}{item.pk}/", stale | {"text": "Second"}).status_code == 302
    late = marketer.post(f"{LIST}{item.pk}/", stale | {"text": "Third"})
    assert (late.status_code, "Someone else" in late.text) == (422, True)
    taken = marketer.post(f"{LIST}new/announcement/", BASE | {"name": "Bar", "text": "x"})
    assert "Other content has this name." in taken.text


def version(place: str, **values: Any) -> ContentVersion:
    return ContentVersion(item=ContentItem(place=place, pk=values.pop("item", 1)), **values)


def test_the_selection_follows_market_language_window_and_position() -> None:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    rows = [
        version("hero", item=1, position=2),
        version("tiles", item=2, position=1, market_id=1),
        version("hero", item=3, market_id=2),
        version("hero", item=4, language="fr"),
        version("hero", item=5, shown_until=at),
        version("hero", item=6, shown_from=at, position=3),
        version("header", item=7),
        version("header", item=8, market_id=1, position=900),
        version("footer", item=9, shown_from=LATER),
    ]
    shown = select_content(rows, market_id=1, language="en", at=at)
    assert [row.item_id for row in shown.front] == [2, 1, 6]
    assert [row.item_id for row in shown.header] == [8]  # its market's goes before one of all
    assert (shown.footer, shown.changes_at) == ((), LATER)


def test_the_database_keeps_published_versions_and_their_items(marketer: Client) -> None:
    first = add(marketer, "announcement", "First", text="One")
    second = add(marketer, "announcement", "Second", text="Two")
    act(marketer, first, "publish")
    stored = first.versions.get()
    for change in (
        lambda: ContentVersion.objects.filter(pk=stored.pk).update(text="Other"),
        lambda: ContentVersion.objects.filter(pk=stored.pk).delete(),
        lambda: ContentItem.objects.filter(pk=second.pk).update(published=stored),
        lambda: second.versions.update(shown_from=LATER, shown_until=LATER),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
