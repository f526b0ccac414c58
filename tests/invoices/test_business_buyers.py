"""Business buyers: VAT numbers are checked, the evidence is kept, and the tax rule decides."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from shop.commerce.business.errors import VatNumberRefused
from shop.commerce.business.models import VatCheck
from shop.commerce.business.services import set_vat_number
from shop.commerce.business.vat_numbers import names_match, parse_vat_number
from shop.commerce.markets.models import Market, SellingEntity
from shop.finance.invoices.tax_reports import tax_report
from shop.orders.aftersales.order_links import basket_token
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import place_order
from shop.orders.checkout.quote import Quote
from shop.oscar.basket.models import Basket
from tests.invoices.making import invoice_of, settle
from tests.invoices.test_pdf import text_of
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination, request_for
from tools.testing.stripe_harness import Sandbox

BELGIAN_API = {"company": "Voorbeeld Handel", "vat_number": "BE0428759497"}
BELGIAN = {"company": "Voorbeeld Handel", "text": "BE 0428.759.497"}


@pytest.fixture
def basket(world: RightsWorld, stripe: Sandbox) -> Basket:
    """Return a basket of 20 EUR for Belgium, in the French shop that sends from France."""
    SellingEntity.objects.update(country_id="FR", vat_number="FR40303265045")
    Market.objects.filter(code="fr").update(sends_from_id="FR")
    return basket_with(world.product(), territory="BE")


def quote_of(basket: Basket, territory: str = "BE") -> Quote:
    return quote_basket(Basket.objects.get(pk=basket.pk), destination("fr", territory))


def test_a_company_of_another_state_owes_the_tax_itself(basket: Basket, world: RightsWorld) -> None:
    assert quote_of(basket).total_incl == Decimal("25.00")
    check = set_vat_number(basket=basket, country="BE", **BELGIAN)
    assert (check.outcome, check.registered_name) == ("VALID", "VOORBEELD HANDEL NV")
    quote = quote_of(basket)
    # 20 EUR and 5 EUR delivery without 21 % Belgian VAT: 16.53 and 4.13.
    assert (quote.total_incl, quote.tax, quote.tax_not_charged) == (
        Decimal("20.66"),
        Decimal("0.00"),
        Decimal("4.34"),
    )
    basket.refresh_from_db()
    placed = place_order(request_for(basket, territory="BE", expected_minor=2066))
    order = settle(placed.attempt, placed.order)
    assert order.snapshot["business"]["reference"] == "WAPIBE0428759497"
    invoice = invoice_of(order)
    assert (invoice.scheme, invoice.treatment) == ("ec_sales", "reverse_charge")
    assert (invoice.tax, invoice.gross) == (Decimal("0.00"), Decimal("20.66"))
    from shop.finance.invoices.pdf.rendering import render_pdf

    text = text_of(render_pdf(invoice))
    for part in ("Voorbeeld Handel", "BE0428759497", "Reverse charge", "Art. 138 and 196"):
        assert part in text
    (row,) = tax_report(invoice.issue_date, invoice.issue_date)
    assert (row.scheme, row.net, row.tax) == ("ec_sales", Decimal("20.66"), Decimal("0.00"))
    assert broken_rules() == []


@pytest.mark.parametrize(
    ("territory", "company", "text", "total"),
    [
        ("FR", "Example Trading", "FR40303265045", "25.00"),  # domestic: French VAT
        ("FR", "Voorbeeld Handel", "BE0428759497", "25.00"),  # the goods stay in France
        ("BE", "Example Trading", "FR40303265045", "25.00"),  # a number of the seller's state
        ("DE", "Voorbeeld Handel", "BE0428759497", "21.01"),  # another state than the number's
        ("DE", "Beispiel GmbH", "DE136695976", "21.01"),  # VIES discloses no German names
    ],
)
def test_the_tax_rule_decides_by_number_and_destination(
    world: RightsWorld, stripe: Sandbox, territory: str, company: str, text: str, total: str
) -> None:
    SellingEntity.objects.update(country_id="FR")
    Market.objects.filter(code="fr").update(sends_from_id="FR")
    basket = basket_with(world.product(), territory=territory)
    set_vat_number(basket=basket, company=company, text=text, country=territory)
    assert quote_of(basket, territory).total_incl == Decimal(total)


@pytest.mark.parametrize(
    ("company", "text", "reason", "stored"),
    [
        ("", "BE0428759497", "no_company", []),
        ("Voorbeeld", "BE0428759498", "format", []),  # wrong check digit
        ("Voorbeeld", "PL5260001246", "invalid", ["INVALID"]),  # unknown to VIES
        ("Ada Lovelace", "BE0428759497", "other_name", ["OTHER_NAME"]),  # another person's
    ],
)
def test_a_wrong_or_foreign_number_is_refused_with_its_reason(
    basket: Basket, company: str, text: str, reason: str, stored: list[str]
) -> None:
    with pytest.raises(VatNumberRefused) as refused:
        set_vat_number(basket=basket, company=company, text=text, country="BE")
    assert refused.value.data["reason"] == reason
    assert list(VatCheck.objects.values_list("outcome", flat=True)) == stored
    basket.refresh_from_db()
    assert basket.vat_check_id is None
    assert quote_of(basket).total_incl == Decimal("25.00")


def test_without_an_answer_or_with_old_evidence_tax_is_charged(
    basket: Basket, settings: Any
) -> None:
    answering = settings.ENV
    settings.ENV = answering.with_values({"VIES_URL": "http://127.0.0.1:9"})
    check = set_vat_number(basket=basket, country="BE", **BELGIAN)
    assert check.outcome == "UNAVAILABLE"
    assert quote_of(basket).total_incl == Decimal("25.00")
    settings.ENV = answering
    set_vat_number(basket=basket, country="BE", **BELGIAN)
    assert quote_of(basket).total_incl == Decimal("20.66")
    with connection.cursor() as cursor:
        cursor.execute(
            "update business_vatcheck set checked_at = checked_at - %s", [timedelta(days=2)]
        )
    assert quote_of(basket).total_incl == Decimal("25.00")


def test_the_basket_page_takes_explains_and_removes_a_number(
    basket: Basket, world: RightsWorld
) -> None:
    page = Client()
    product = basket.lines.get().product
    page.post("/en-fr/basket/add/", {"sku": product.sku, "quantity": "1"})
    page.post("/en-fr/basket/ship-to/", {"ship_to": "BE"})
    wrong = {"company": "Ada Lovelace", "vat_number": "BE0428759497"}
    answer = page.post("/en-fr/basket/vat-number/", wrong, follow=True)
    assert "belongs to a company with another name" in answer.text
    assert "VOORBEELD" not in answer.text
    right = {"company": "Voorbeeld Handel", "vat_number": "0428759497"}
    answer = page.post("/en-fr/basket/vat-number/", right, follow=True)
    assert "reverse charge" in answer.text
    assert "BE0428759497" in answer.text
    answer = page.post("/en-fr/basket/vat-number/", {"remove": "1"}, follow=True)
    assert "reverse charge" not in answer.text


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("be 0428.759.497", "FR", "BE0428759497"),
        ("428759497", "BE", "BE0428759497"),
        ("EL 094259216", "GR", "EL094259216"),
        ("094259216", "GR", "EL094259216"),
        ("ＤＥ１３６６９５９７６", "DE", "DE136695976"),
        ("CHE-107.787.577 IVA", "CH", "CHE107787577IVA"),
        ("GB 980780684", "GB", "GB980780684"),
        ("XI 110305878", "XI", "XI110305878"),
        ("DE136695977", "DE", None),
        ("hello", "FR", None),
        ("", "FR", None),
    ],
)
def test_numbers_are_normalized(text: str, country: str, number: str | None) -> None:
    parsed = parse_vat_number(text, country)
    assert (parsed.text if parsed else None) == number


@pytest.mark.parametrize(
    ("typed", "registered", "same"),
    [
        ("Example Trading", "SAS EXAMPLE TRADING", True),
        ("Exämple trading s.a.s.", "EXAMPLE TRADING", True),
        ("Müller & Söhne GmbH", "MULLER SOHNE GESELLSCHAFT", True),
        ("Anything", "---", True),
        ("Ada Lovelace", "VOORBEELD HANDEL NV", False),
        ("GmbH", "VOORBEELD GMBH", False),
    ],
)
def test_company_names_are_compared_without_legal_forms(
    typed: str, registered: str, *, same: bool
) -> None:
    assert names_match(typed, registered) is same


def test_an_app_enters_and_removes_a_vat_number(basket: Basket, world: RightsWorld) -> None:
    url = f"/api/v1/baskets/{basket_token(basket)}/vat-number"

    def put(**fields: str) -> Any:
        return Client().put(url, {**BELGIAN_API, **fields}, content_type="application/json")

    body = put().json()
    assert body["business"] == BELGIAN_API | {"outcome": "VALID", "reverse_charge": True}
    assert (body["total"], body["tax"]) == ("20.66", "0.00")
    refused = put(company="Example Trading")
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "vat_number_refused")
    (error,) = problem["errors"]
    assert (error["pointer"], error["code"]) == ("#/vat_number", "other_name")
    assert put(vat_number="BE1").json()["errors"][0]["code"] == "format"
    assert put(company="").status_code == 400
    body = Client().delete(url).json()
    assert (body["business"], body["total"]) == (None, "25.00")
