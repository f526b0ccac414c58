"""Gift cards and gift wrap of each market: lists, forms with history, CSV files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from shop.commerce.giftcards.models import GiftCardOffer
from shop.commerce.giftcards.purchases import save_offer
from shop.commerce.markets.models import Market
from shop.commerce.promotions.gift_wrap import save_wrap_offer
from shop.commerce.promotions.models import GiftWrapOffer
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register


class MarketRecordForm(RecordForm):
    """A record that each market has once."""

    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        if self.instance.market_id:
            self.initial["market"] = self.instance.market.code
        if self.instance.pk:
            self.fields["market"].disabled = True


class GiftCardOfferForm(MarketRecordForm):
    """The gift cards of a market."""

    class Meta:
        model = GiftCardOffer
        fields = ("market", "amounts", "least", "most", "is_offered")
        labels: ClassVar = {
            "amounts": "Suggested amounts",
            "least": "Smallest amount",
            "most": "Largest amount",
            "is_offered": "Sold now",
        }
        help_texts: ClassVar = {
            "amounts": "In the currency of the market, separated by spaces, such as 25 50 100.",
            "most": "Customers can also enter an amount of their own within these limits.",
        }


class GiftWrapForm(MarketRecordForm):
    """The gift wrap of a market."""

    class Meta:
        model = GiftWrapOffer
        fields = ("market", "price", "is_offered")
        labels: ClassVar = {"is_offered": "Offered now"}
        help_texts: ClassVar = {
            "price": "For an order, as the market shows prices: with tax where prices include it."
        }


@dataclass(frozen=True, slots=True)
class MarketRegister(Register):
    """Records that a file names by their market."""

    def address(self, name: str, record: Any) -> str:
        """Return the address of a record's page."""
        return reverse(name, args=[record.pk])

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the record of a row's market; None for a new one."""
        return self.rows().filter(market__code=values.get("market", "").strip()).first()


def _save(record: Any, form: RecordForm, by_id: int | None) -> GiftCardOffer:
    is_new = record.pk is None
    saved = save_offer(offer=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_wrap(record: Any, form: RecordForm, by_id: int | None) -> GiftWrapOffer:
    is_new = record.pk is None
    saved = save_wrap_offer(offer=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


OFFERS = MarketRegister(
    "gift-card-offers",
    "Gift cards for sale",
    "gift card offer",
    "What each market sells of gift cards. A market without a row sells none.",
    GiftCardOffer,
    GiftCardOfferForm,
    _save,
    (
        ("Market", "market"),
        ("Suggested amounts", "amounts"),
        ("Smallest", "least"),
        ("Largest", "most"),
        ("Sold now", "is_offered"),
    ),
    ("market__name", "market__code"),
    ("market__position", "pk"),
    "market",
)


WRAPS = MarketRegister(
    "gift-wrap-offers",
    "Gift wrap",
    "gift wrap offer",
    "The price of gift wrap in each market. A market without a row offers none.",
    GiftWrapOffer,
    GiftWrapForm,
    _save_wrap,
    (("Market", "market"), ("Price", "price"), ("Offered now", "is_offered")),
    ("market__name", "market__code"),
    ("market__position", "pk"),
    "market",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List what the markets sell; `format=csv` downloads it for an import."""
    return list_records(
        request,
        OFFERS,
        new="gift-card-offer-new",
        edit="gift-card-offer",
        upload="gift-card-offer-import",
        records=OFFERS.rows().select_related("market"),
    )


def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add what a market sells, or change it and show its history."""
    offer = get_object_or_404(GiftCardOffer, pk=pk) if pk else None
    return edit_record(request, OFFERS, offer, "gift-card-offers")


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of offers."""
    return import_file(request, OFFERS, "giftcards.change_giftcardoffer", "gift-card-offers")


def show_wraps(request: HttpRequest) -> HttpResponseBase:
    """List the gift wrap of the markets; `format=csv` downloads it for an import."""
    return list_records(
        request,
        WRAPS,
        new="gift-wrap-offer-new",
        edit="gift-wrap-offer",
        upload="gift-wrap-offer-import",
        records=WRAPS.rows().select_related("market"),
    )


def edit_wrap(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add the gift wrap of a market, or change it and show its history."""
    offer = get_object_or_404(GiftWrapOffer, pk=pk) if pk else None
    return edit_record(request, WRAPS, offer, "gift-wrap-offers")


def upload_wraps(request: HttpRequest) -> HttpResponse:
    """Import a file of gift wrap offers."""
    return import_file(request, WRAPS, "promotions.change_giftwrapoffer", "gift-wrap-offers")
