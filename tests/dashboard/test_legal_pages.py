"""Legal pages: drafts, publication, versions that stay, and what an order was placed under."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from shop.commerce.legal.models import LegalText
from shop.commerce.legal.ready_made import ready_made_texts
from shop.commerce.legal.rendering import render_text
from shop.commerce.legal.services import (
    accepted_texts,
    add_ready_made_texts,
    find_text,
    missing_texts,
)
from shop.commerce.markets.models import Market, SellingEntity
from shop.orders.aftersales.mails import mail_confirmation
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with

EDITOR = "/dashboard/legal/fr/en/terms/"
TEXT = {"title": "Terms", "body": "# Scope\n\nWe sell **pins**.<script>alert(1)</script>"}


@pytest.fixture
def clerk(db: None) -> Client:
    return signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))


@pytest.fixture
def france(db: None) -> Market:
    return Market.objects.get(code="fr")


def save(client: Client, **values: str) -> Any:
    state = client.get(EDITOR).context["form"]["state"].value()
    return client.post(EDITOR, TEXT | {"do": "save", "state": state} | values)


def publish(client: Client, valid_from: str = "") -> Any:
    return client.post(EDITOR, {"do": "publish", "valid_from": valid_from})


def terms() -> list[tuple[int, bool]]:
    rows = LegalText.objects.filter(market__code="fr", language="en", kind="terms")
    return [(row.version, row.published_at is not None) for row in rows.order_by("version")]


def test_a_draft_is_previewed_published_and_shown(clerk: Client) -> None:
    public = Client()
    assert public.get("/en-fr/legal/terms/").status_code == 404
    assert save(clerk).status_code == 302
    draft = LegalText.objects.get()
    assert "<strong>pins</strong>" in clerk.get(f"/dashboard/legal/versions/{draft.pk}/").text
    assert public.get("/en-fr/legal/terms/").status_code == 404
    assert public.get("/en-fr/legal/terms/1/").status_code == 404
    assert publish(clerk).status_code == 302
    page = public.get("/en-fr/legal/terms/").text
    assert "<h2>Scope</h2>" in page
    assert "<script>alert" not in page
    assert "Version 1" in page
    assert public.get("/fr-fr/legal/terms/").status_code == 404
    assert public.get("/en-fr/legal/nothing/").status_code == 404


def test_a_scheduled_version_waits_for_its_day_and_former_ones_stay(clerk: Client) -> None:
    save(clerk)
    publish(clerk)
    save(clerk, title="New terms")
    assert publish(clerk, "2020-01-01").status_code == 422
    assert publish(clerk, "soon").status_code == 422
    assert publish(clerk, "2099-01-01").status_code == 302
    assert terms() == [(1, True), (2, True)]
    market = Market.objects.get(code="fr")
    now = database_now()
    first, later = (find_text(market, "en", "terms", at) for at in (now, now + timedelta(30_000)))
    assert (first and first.title, later and later.title) == ("Terms", "New terms")
    assert Client().get("/en-fr/legal/terms/2/").status_code == 404
    assert "Version 2 from 2098-12-31" in clerk.get("/dashboard/legal/fr/").text


def test_two_people_do_not_overwrite_each_others_draft(clerk: Client) -> None:
    state = clerk.get(EDITOR).context["form"]["state"].value()
    assert clerk.post(EDITOR, TEXT | {"do": "save", "state": state}).status_code == 302
    late = clerk.post(EDITOR, TEXT | {"do": "save", "state": state, "title": "Mine"})
    assert late.status_code == 422
    assert "Someone else saved or published this text" in late.text
    assert LegalText.objects.get().title == "Terms"


def test_a_published_text_is_never_changed(clerk: Client) -> None:
    save(clerk)
    publish(clerk)
    text = LegalText.objects.get()
    before = text.published_at
    for change in (
        lambda: LegalText.objects.update(body="Other"),
        lambda: LegalText.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    text.refresh_from_db()
    assert text.published_at == before
    old = LegalText(
        market=text.market, seller=text.seller, kind="help", language="en", version=1, title="T"
    )
    old.body, old.published_at = "B", database_now()
    old.valid_from = database_now() - timedelta(days=9)
    old.save()
    old.refresh_from_db()
    assert old.valid_from == old.published_at


def test_every_language_has_every_ready_made_text(france: Market) -> None:
    for market in Market.objects.all():
        for language in market.languages:
            assert set(ready_made_texts(language)) == set(LegalText.Kind.values), language
    now = database_now()
    added = add_ready_made_texts(markets=[france], at=now, by_id=None)
    assert added == len(LegalText.Kind) * len(france.languages)
    assert add_ready_made_texts(markets=[france], at=now, by_id=None) == 0
    assert missing_texts(france, now) == []
    assert "{" not in "".join(LegalText.objects.values_list("body", flat=True))
    page = Client().get("/fr-fr/legal/withdrawal/").text
    assert "Modèle de formulaire de rétractation" in page
    assert "Texte de démonstration" in page
    assert 'href="/fr-fr/legal/imprint/"' in page


def test_ready_made_texts_do_not_count_in_production(
    clerk: Client, france: Market, settings: Any
) -> None:
    clerk.post("/dashboard/legal/fr/", {"do": "add"})
    settings.ENV = settings.ENV.with_values({"SHOP_MODE": "production"})
    now = database_now()
    assert len(missing_texts(france, now)) == len(LegalText.Kind) * len(france.languages)
    settings.ENV = settings.ENV.with_values({"SHOP_MODE": "development"})
    unconfirmed = clerk.post("/dashboard/legal/fr/", {"do": "confirm"}, follow=True)
    assert "Confirm that somebody has checked" in unconfirmed.text
    clerk.post("/dashboard/legal/fr/", {"do": "confirm", "checked": "yes"})
    settings.ENV = settings.ENV.with_values({"SHOP_MODE": "production"})
    assert missing_texts(france, now) == []


def test_texts_of_another_seller_and_missing_languages_are_named(france: Market) -> None:
    now = database_now()
    add_ready_made_texts(markets=[france], at=now, by_id=None)
    france.languages = [*france.languages, "de"]
    assert {language for _, language in missing_texts(france, now)} == {"de"}
    france.languages = france.languages[:-1]
    france.selling_entity = SellingEntity.objects.create(
        code="other", legal_name="Other", address="Elsewhere"
    )
    assert len(missing_texts(france, now)) == len(LegalText.Kind) * len(france.languages)


def test_the_confirmation_carries_the_texts_that_the_buyer_accepted(
    clerk: Client, order: Order
) -> None:
    add_ready_made_texts(markets=[order.market], at=database_now(), by_id=None)
    texts = accepted_texts(order.market_id, order.language, order.date_placed)
    assert {text.kind for text in texts} == {"terms", "withdrawal", "privacy"}
    mail.outbox.clear()
    mail_confirmation(order)
    files = {attached.filename: attached.content for attached in mail.outbox[0].attachments}
    assert set(files) == {"terms-1.html", "withdrawal-1.html", "privacy-1.html"}
    assert "<h1>" in files["terms-1.html"]
    page = signed_in(role="staff", is_staff=True, is_superuser=True).get(
        f"/dashboard/orders/{order.number}/"
    )
    assert "/legal/terms/1/" in page.text
    early = order.date_placed - timedelta(days=1)
    assert accepted_texts(order.market_id, order.language, early) == []


def test_publishing_needs_its_permission(db: None) -> None:
    writer = staff_with("legal.view_legaltext", "legal.add_legaltext")
    assert save(writer).status_code == 302
    assert publish(writer).status_code == 403
    assert writer.post("/dashboard/legal/", {"do": "add"}).status_code == 403
    assert staff_with("order.view_order").get("/dashboard/legal/").status_code == 403
    assert terms() == [(1, False)]


def test_markdown_is_rendered_without_html_of_its_own() -> None:
    html = render_text(
        "[a](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n| a |\n|---|\n| b |"
    )
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "<td>b</td>" in html
