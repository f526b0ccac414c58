"""Questions at the desk: may it be sold, where may it sell, what if; and nobody else's rows."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from licensing.models import Territory
from licensing.rules.decision import REASONS
from licensing.services import draft_next_version, edit_draft, place_hold, remove_grant
from shop.identity.accounts.models import User
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import SENTENCES
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, RightsWorld, sign
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory
from tools.testing.factories.orders import basket_with, waiting_order
from tools.testing.stripe_harness import Sandbox


def officer(world: RightsWorld, **fields: object) -> Client:
    return signed_in(**{"role": User.Role.RIGHTS, "holder": world.holder, **fields})


def ask(client: Client, **question: str) -> Any:
    return client.get("/rights/question/", {"sku": "PIN-1", "territory": "FR", **question})


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(REASONS)


def test_an_allowed_sale_names_the_grant_it_rests_on(world: RightsWorld) -> None:
    agreement = world.agreement()
    world.product(agreement=agreement)
    page = ask(officer(world)).text
    assert "Yes: May be sold and promoted." in page
    parties = f"{world.holder} to {world.licensee}"
    assert f"Grant {agreement.grants.get().pk} under {agreement} ({parties})" in page
    assert f"Approval of version 1 by {world.holder}" in page
    assert f"Mandate of the store: {world.mandate.name}" in page
    assert f'<td data-label="Rights holder and licensee">{parties}</td>' in page
    assert f"/rights/agreements/{agreement.pk}/" in page


def test_a_refusal_tells_for_every_mark_why_each_grant_failed(world: RightsWorld) -> None:
    world.product(agreement=world.agreement(include=["US"]))
    page = ask(officer(world)).text
    assert "No: The agreement does not cover this territory." in page
    assert (
        page.count("The agreement does not cover this territory.") == 3
    )  # the answer, the reason, the grant
    assert "Not sold in your country" in page
    assert "Yes: May be sold" in ask(officer(world), territory="US").text


def test_a_question_about_another_day_and_channel(world: RightsWorld) -> None:
    world.product()
    assert (
        "The agreement does not cover this sales channel."
        in ask(officer(world), channel="VENUE").text
    )
    assert "licensed period has not started yet" in ask(officer(world), on="2024-06-01").text


def test_a_hold_is_told_with_its_reason_to_officers_alone(world: RightsWorld) -> None:
    product = world.product()
    place_hold(kind="RECALL", reason="Sharp edge", at=SINCE, product_id=product.pk)
    assert "Sharp edge" in ask(officer(world)).text
    licensee = signed_in(role=User.Role.LICENSEE, licensee=world.licensee)
    page = ask(licensee).text
    assert "The product is recalled." in page
    assert "Sharp edge" not in page


@pytest.mark.parametrize("path", ["/rights/question/", "/rights/where/"])
@pytest.mark.parametrize(
    "data",
    [
        {"sku": "NONE", "territory": "FR", "kind": "product", "code": "NONE"},
        {"sku": "PIN\x001", "territory": "\x00", "kind": "mark", "code": "\x00"},
        {"sku": "PIN-1", "territory": "FRA", "on": "31.02.2026", "kind": "shoe", "code": "x"},
        {"sku": "", "territory": "", "channel": "PIGEON", "kind": "", "code": ""},
    ],
)
def test_a_senseless_question_is_refused_beside_its_field(
    world: RightsWorld, path: str, data: dict[str, str]
) -> None:
    answer = officer(world).get(path, data)
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_nobody_asks_about_another_holders_product(world: RightsWorld) -> None:
    world.product()
    stranger = officer(world, holder=RightsHolderFactory())
    assert ask(stranger).status_code == 422
    asked = {"kind": "licensee", "code": world.licensee.code}
    assert stranger.get("/rights/where/", asked).status_code == 422


def test_the_map_tells_where_a_product_may_go_and_why_not_elsewhere(world: RightsWorld) -> None:
    world.product(agreement=world.agreement(include=["FR", "US"]))
    page = officer(world).get("/rights/where/", {"kind": "product", "code": "PIN-1"}).text
    assert "sold in 2 territories" in page
    elsewhere = Territory.objects.filter(in_eea=True, served=True).exclude(pk="FR").count()
    assert f"passive sales only in {elsewhere}" in page
    assert 'class="w w-sold"' in page
    assert 'class="w w-request"' in page
    assert "Brazil: Not sold" in page
    assert "The agreement does not cover this territory." in page


def test_the_map_of_a_mark_counts_the_products_that_carry_it(world: RightsWorld) -> None:
    emblem = PropertyFactory(holder=world.holder)
    world.product(sku="A", agreement=world.agreement(include=["US"]))
    both = world.agreement(marks=[world.mark, emblem], include=["JP"], **CLOSED_BORDERS)
    world.product(sku="B", marks=[world.mark, emblem], agreement=both)
    asked = {"kind": "mark", "code": world.mark.code, "format": "csv"}
    answer = officer(world).get("/rights/where/", asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = {row["Code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["US"]["Answer"], rows["US"]["Products"]) == ("Some products", "1 of 2")
    assert (rows["JP"]["Answer"], rows["JP"]["Products"]) == ("Sold", "2 of 2")
    assert rows["BR"]["Answer"] == "Not sold"


def test_what_a_draft_would_open_is_seen_before_it_is_activated(world: RightsWorld) -> None:
    world.product(agreement=world.agreement(include=["US"]))
    draft = world.agreement(include=["JP"], active=False)
    page = officer(world).get(f"/rights/agreements/{draft.pk}/what-if/activate/").text
    assert "<dt>Products gained</dt><dd>1</dd>" in page
    assert "<dt>Products lost</dt><dd>0</dd>" in page
    assert "Japan" in page
    draft.refresh_from_db()
    assert draft.status == "DRAFT"


def test_what_a_revocation_would_take_is_counted(world: RightsWorld, stripe: Sandbox) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement, stock=10)
    waiting_order(product, quantity=2)
    basket_with(product)
    page = officer(world).get(f"/rights/agreements/{agreement.pk}/what-if/revoke/").text
    assert "<dt>Products lost</dt><dd>1</dd>" in page
    assert "<dt>Open baskets affected</dt><dd>1</dd>" in page
    assert "held or cancelled</dt><dd>1</dd>" in page
    assert "<dt>Units in stock of lost products</dt><dd>10</dd>" in page
    assert "€200.00" in page


def test_the_next_version_shows_what_it_would_take(world: RightsWorld) -> None:
    agreement = world.agreement()
    world.product(agreement=agreement)
    draft = draft_next_version(agreement=agreement, created_by_id=world.author_id)
    for grant in draft.grants.all():
        remove_grant(grant=grant)
    edit_draft(agreement=draft, terms={"term": Period(SINCE, database_now() + timedelta(days=9))})
    sign(draft, date(2025, 1, 1))
    page = officer(world).get(f"/rights/agreements/{draft.pk}/what-if/activate/").text
    assert "<dt>Products lost</dt><dd>1</dd>" in page


def test_what_if_of_somebody_elses_agreement_does_not_exist(world: RightsWorld) -> None:
    agreement = world.agreement()
    stranger = officer(world, holder=RightsHolderFactory())
    assert stranger.get(f"/rights/agreements/{agreement.pk}/what-if/revoke/").status_code == 404
    own = officer(world).get(f"/rights/agreements/{agreement.pk}/what-if/burn/")
    assert own.status_code == 404


def test_cells_that_a_spreadsheet_would_run_are_quoted() -> None:
    answer = as_csv("a/b", ("x",), [("=1+1",), (datetime(2026, 1, 1),), (None,)])  # noqa: DTZ001
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines() == ["x", "'=1+1", "2026-01-01 00:00:00", '""']
    assert 'filename="a-b.csv"' in answer["Content-Disposition"]
