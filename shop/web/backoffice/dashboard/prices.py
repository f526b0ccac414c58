"""Price lists of the dashboard: current and planned prices by market, as pages and CSV files."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from catalog.article_numbers import find_article
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.commerce.pricing.price_changes import set_price
from shop.commerce.promotions.records import check_minimum_price
from shop.platform.core.local_time import LocalTimeUnclear, parse_local, parse_local_end
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.typed_fields import NumberField


class PriceForm(RecordForm):
    """A price of an article in a market, from now or later on, or for some days."""

    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")
    sku = NumberField(max_length=64, label="Product (SKU)")
    begins = forms.CharField(
        required=False,
        max_length=40,
        help_text="First day in the market's time zone, or a time, for example 2026-12-01 or"
        " 2026-12-01T08:00. Leave blank for now.",
    )
    ends = forms.CharField(
        required=False,
        max_length=40,
        help_text="Last day of a sale, or a time. Then the price before it applies again. Leave"
        " blank for no end: the price replaces all later ones.",
    )

    class Meta:
        model = MarketPrice
        fields = ("market", "sku", "amount", "begins", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        price = self.instance
        self.at: datetime | None = None
        if price.pk:
            zone = price.market.time_zone
            self.initial["market"] = price.market.code
            self.initial["sku"] = price.product.sku
            begin = price.valid.lower
            planned = begin is not None and begin > database_now()
            self.initial["begins"] = _local_text(begin, zone) if planned else ""
            self.initial["ends"] = _local_text(price.valid.upper, zone, last=True)

    def clean_sku(self) -> str:
        """Find the article."""
        sku = str(self.cleaned_data["sku"])
        article = find_article(sku)
        if article is None:
            raise forms.ValidationError(f"No product has the SKU {sku}.")
        self.instance.product = article
        return sku

    def clean(self) -> dict[str, Any]:
        """Read the period in the market's time zone; it begins now if nothing is typed."""
        cleaned = super().clean() or self.cleaned_data
        self.at = database_now()
        market = cleaned.get("market")
        if market is not None:
            begins, ends = str(cleaned.get("begins", "")), str(cleaned.get("ends", ""))
            cleaned["begins"] = self._instant("begins", begins, market.time_zone) or self.at
            cleaned["ends"] = self._instant("ends", ends, market.time_zone)
        return cleaned

    def validate_constraints(self) -> None:
        """Leave the constraints to the service, which divides periods."""

    def _instant(self, name: str, typed: str, zone: str) -> datetime | None:
        """Return the instant of a day or time; a last day is included."""
        parse = parse_local_end if name == "ends" else parse_local
        try:
            return parse(typed, zone) if typed else None
        except LocalTimeUnclear as error:
            self.add_error(name, str(error))
            return None


def _local_text(instant: datetime | None, zone: str, *, last: bool = False) -> str:
    """Return an instant as it is typed: a day if it is midnight, the day before if it ends."""
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(zone))
    if (local.hour, local.minute, local.second, local.microsecond) != (0, 0, 0, 0):
        return local.isoformat()
    day = local.date()
    return day.fromordinal(day.toordinal() - int(last)).isoformat()


@dataclass(frozen=True, slots=True)
class PriceRegister(Register):
    """Prices; each row of a file sets one."""

    def find(self, values: Any) -> Any:  # noqa: ARG002  a row changes no row: it sets a price
        """Return None: a price that is stored is never changed, only followed."""
        return None


def _save(price: Any, form: Any, by_id: int | None) -> MarketPrice:
    data = form.cleaned_data
    amount = Decimal(data["amount"])
    check_minimum_price(product=price.product, market=data["market"], amount=amount)
    saved = set_price(
        product=price.product,
        market=data["market"],
        amount=amount,
        begin=data["begins"],
        end=data["ends"],
        at=form.at,
        by_id=by_id,
    )
    log_change(saved, form, by_id, is_new=True)
    return saved


PRICES = PriceRegister(
    "prices",
    "Prices",
    "price",
    "Current and planned prices in each market. Licensees set prices with their imports.",
    MarketPrice,
    PriceForm,
    _save,
    (
        ("Market", "market"),
        ("SKU", "sku_text"),
        ("Product", "product"),
        ("Price", "amount"),
        ("From (UTC)", "from_text"),
        ("Until (UTC)", "until_text"),
        ("Recommended", "recommended_text"),
    ),
    ("product__upc", "product__title", "market__code"),
    ("market", "product__upc", "valid"),
    "sku",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List current and planned prices; `market` filters, `format=csv` downloads a price list."""
    rows = PRICES.rows().filter(Q(valid__endswith__gt=database_now()) | Q(valid__upper_inf=True))
    if market := request.GET.get("market", "")[:5]:
        rows = rows.filter(market__code=market)
    rows = rows.select_related("market", "product__parent", "product__sheet")
    return list_records(
        request, PRICES, new="price-new", edit="", upload="price-import", records=rows
    )


def edit(request: HttpRequest) -> HttpResponse:
    """Set a price."""
    return edit_record(request, PRICES, None, "prices")


def upload(request: HttpRequest) -> HttpResponse:
    """Import a price list: all of its rows, or none with every problem named."""
    return import_file(request, PRICES, "pricing.add_marketprice", "prices")
