"""A market may round tax once for each rate of an order; documents and refunds follow."""

from decimal import Decimal

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market, TaxRounding
from shop.commerce.promotions.gift_wrap import save_wrap_offer
from shop.commerce.promotions.models import GiftWrapOffer
from shop.finance.invoices.models import TaxDocument
from shop.finance.payments.models import Refund
from shop.orders.aftersales.delivery_changes import ChangeRequest, change_delivery
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.returns.price_differences import charge_only
from tests.invoices.making import credit_notes_of, invoice_of, paid_order, refund
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import ADDRESS, basket_with, destination
from tools.testing.factories.vouchers import basket_using, make_voucher

JAPAN = {"market": "jp", "territory": "JP"}


def taxes(document: TaxDocument) -> list[tuple[str, str, str]]:
    return [(line.kind, str(line.net), str(line.tax)) for line in document.lines.all()]


def test_an_order_in_japan_is_rounded_once_from_the_basket_to_its_refunds(
    world: RightsWorld,
) -> None:
    DeliveryMethod.objects.filter(market__code="jp").update(amount=Decimal(495))
    articles = [world.product(sku=f"PIN-{n}", prices={"jp": Decimal(335)}) for n in range(2)]
    quote = quote_basket(basket_with(*articles, quantity=3, **JAPAN), destination("jp", "JP"))
    # 2505 yen contain 227.7 of tax. The lines contain 91.4, 91.4 and 45.0, which round to 227.
    assert (quote.total_incl, quote.tax) == (Decimal(2505), Decimal(228))
    assert [line.total.tax for line in quote.lines] == [92, 91]
    assert quote.with_delivery(None).tax == 183  # 182.7 of 2010
    assert quote.with_delivery(None).with_delivery(quote.chosen) == quote

    order = paid_order(*articles, quantity=3, **JAPAN)
    assert (order.total_incl_tax - order.total_excl_tax, order.discount_excl_tax) == (228, 0)
    assert order.snapshot["tax_rounding"] == "ORDER"
    Market.objects.update(tax_rounding=TaxRounding.LINE)  # later changes do not concern it
    invoice = invoice_of(order)
    assert taxes(invoice) == [
        ("GOODS", "913.00", "92.00"),
        ("GOODS", "914.00", "91.00"),
        ("DELIVERY", "450.00", "45.00"),
    ]
    first, second = order.lines.order_by("pk")
    refund(order, {first.pk: 1}, world.officer_id, key="one")
    refund(order, {first.pk: 1, second.pk: 2}, world.officer_id, key="two")
    refund(order, {first.pk: 1, second.pk: 1}, world.officer_id, delivery=True, key="rest")
    notes = credit_notes_of(order)
    assert len(notes) == 3
    assert sum(note.tax for note in notes) == invoice.tax == 228
    assert sum(note.gross for note in notes) == invoice.gross == 2505
    assert broken_rules() == []


def test_discounts_and_exchanges_are_rounded_on_the_order(world: RightsWorld) -> None:
    make_voucher(percent=Decimal("14.29"))
    articles = [world.product(sku=f"PIN-{n}", prices={"jp": Decimal(1171)}) for n in range(3)]
    quote = quote_basket(basket_using("TENTH", *articles, **JAPAN), destination("jp", "JP"))
    # 3513 yen less 502 are 3011, with 5 for delivery 3016: 274.2 of tax, 91.3 in each line.
    assert (quote.discount, quote.total_incl, quote.tax) == (502, 3016, 274)
    assert [line.full.incl - line.total.incl for line in quote.lines] == [168, 167, 167]
    assert all(0 <= line.full.excl - line.total.excl <= 168 for line in quote.lines)

    owed = {article.pk: Decimal(1004) for article in articles}
    exchange = charge_only(quote, owed)
    # 3012 yen contain 273.8 of tax; 91.3 in each line would round to 273.
    assert (exchange.total_incl, exchange.tax) == (3012, 274)
    assert [line.total.tax for line in exchange.lines] == [92, 91, 91]
    assert [line.full for line in exchange.lines] == [line.total for line in exchange.lines]


def test_tax_beside_the_prices_is_added_to_the_sum_of_an_order(world: RightsWorld) -> None:
    market = Market.objects.get(code="fr")
    Market.objects.filter(pk=market.pk).update(
        prices_include_tax=False, tax_rounding=TaxRounding.ORDER
    )
    method = DeliveryMethod.objects.get(market=market)
    DeliveryMethod.objects.filter(pk=method.pk).update(amount=Decimal("6.02"))
    method.pk, method.code, method.amount = None, "express", Decimal("6.02")
    method.save()
    save_wrap_offer(offer=GiftWrapOffer(market=market, price=Decimal("5.00")), by_id=None)
    articles = [world.product(sku=f"PIN-{n}", prices={"fr": Decimal("1.02")}) for n in range(3)]
    wrapped = quote_basket(basket_with(*articles), destination(), gift_wrap=True)
    order = paid_order(*articles, gift_wrap=True, expected_minor=wrapped.total_minor)
    # 14.08 at 20 % are 2.816 of tax. The lines have 0.204 each, 1.204 and 1.00: 2.80 if rounded.
    assert (order.total_excl_tax, order.total_incl_tax) == (Decimal("14.08"), Decimal("16.90"))
    assert taxes(invoice_of(order)) == [
        ("GOODS", "1.02", "0.21"),
        ("GOODS", "1.02", "0.20"),
        ("GOODS", "1.02", "0.20"),
        ("DELIVERY", "6.02", "1.21"),
        ("GIFTWRAP", "5.00", "1.00"),
    ]
    change_delivery(ChangeRequest(order.number, ADDRESS, "express"))
    assert not Refund.objects.exists()  # both methods cost the same
    units = {line.pk: line.quantity for line in order.lines.all()}
    refund(order, units, world.officer_id, delivery=True)
    (note,) = credit_notes_of(order)
    assert (note.net, note.tax) == (Decimal("14.08"), Decimal("2.82"))
    assert broken_rules() == []
