"""Forms and registers of markets, sellers and tax rates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse

from licensing.models import Territory
from shop.commerce.markets.models import (
    Market,
    SellingEntity,
    TaxClass,
    TaxRate,
    TaxRounding,
)
from shop.commerce.markets.services import (
    FIXED_FIELDS,
    LANGUAGES,
    save_market,
    save_seller,
    save_tax_rate,
)
from shop.platform.core.areas import find_area
from shop.platform.core.money import UNSUPPORTED_CURRENCIES
from shop.web.backoffice.dashboard.record_pages import log_change, style_fields
from shop.web.backoffice.records.forms import WORDS_LIST, RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.forms import PercentField
from shop.web.typed_fields import CodeField, CodeListField, DayField, NameChoiceField, NumberField

ONE_DAY = timedelta(days=1)


class MarketForm(RecordForm):
    """A market: countries, currency, languages, seller and days without dispatch."""

    code = NumberField(
        max_length=5,
        help_text="Two to five lowercase letters, for example br. The code is part of page"
        " addresses and cannot be changed.",
    )
    currency = CodeField(max_length=3, help_text="For example BRL. It cannot be changed later.")
    languages = forms.CharField(
        max_length=40,
        help_text=f"Codes, the first is the default: {', '.join(sorted(LANGUAGES))}. {WORDS_LIST}",
    )
    home = NameChoiceField(
        Territory.objects.all(),
        label="Home country",
        help_text="The delivery country until a visitor chooses another.",
    )
    ship_to = CodeListField(
        max_length=2000, label="Countries", help_text=f"Codes, for example BR PT. {WORDS_LIST}"
    )
    selling_entity = forms.ModelChoiceField(
        SellingEntity.objects.order_by("legal_name"), to_field_name="code", label="Seller"
    )
    tax_rounding = forms.ChoiceField(
        choices=TaxRounding.choices,
        required=False,
        label="Tax is rounded",
        help_text="Japan requires one rounding for each tax rate of an invoice. Other markets"
        " usually round each line. A change applies to new orders.",
    )
    sends_from = NameChoiceField(
        Territory.objects.all(),
        required=False,
        empty_label="No public holidays",
        label="Parcels leave from",
        help_text="No parcel leaves on the public holidays of this country.",
    )
    closed_days = forms.CharField(
        required=False,
        max_length=2000,
        label="Closed days",
        help_text=f"Other days without dispatch, for example 2026-12-24. {WORDS_LIST}",
    )

    class Meta:
        model = Market
        fields = (
            "code",
            "name",
            "home",
            "ship_to",
            "currency",
            "languages",
            "prices_include_tax",
            "tax_rounding",
            "selling_entity",
            "time_zone",
            "sends_from",
            "closed_days",
            "position",
        )
        labels: ClassVar = {"prices_include_tax": "Prices include tax"}
        help_texts: ClassVar = {
            "prices_include_tax": "Untick where prices are shown without tax, as in the United"
            " States. It cannot be changed later.",
            "position": "Markets with lower numbers are listed first.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "prices_include_tax")
        market = self.instance
        self.initial["languages"] = " ".join(market.languages or ())
        self.initial["closed_days"] = " ".join(day.isoformat() for day in market.closed_days)
        if market.pk:
            codes = market.ship_to.order_by("code").values_list("code", flat=True)
            self.initial["ship_to"] = " ".join(codes)
            self.initial["selling_entity"] = market.selling_entity.code
            for name in FIXED_FIELDS:
                self.fields[name].disabled = True

    def clean_currency(self) -> str:
        """Refuse a currency that cannot be charged."""
        currency = str(self.cleaned_data["currency"])
        if currency in UNSUPPORTED_CURRENCIES:
            raise forms.ValidationError(
                f"The shop cannot charge {currency}. Enter another currency, for example EUR."
            )
        return currency

    def clean_tax_rounding(self) -> str:
        """Return the rounding; a blank field keeps the present one."""
        return str(self.cleaned_data["tax_rounding"] or self.instance.tax_rounding)

    def clean_languages(self) -> list[str]:
        """Return the codes as a list."""
        return str(self.cleaned_data["languages"]).lower().replace(",", " ").split()

    def clean_ship_to(self) -> list[str]:
        """Return the codes as a list. Each must be a country to which the shop sells."""
        codes = list(dict.fromkeys(str(self.cleaned_data["ship_to"]).split()))
        rows = Territory.objects.filter(served=True).in_bulk(codes)
        if unknown := [code for code in codes if code not in rows]:
            raise forms.ValidationError(
                f"{', '.join(unknown)}: unknown, or not sold to. Use codes of two letters."
            )
        return codes

    def clean_closed_days(self) -> list[date]:
        """Return the days as a list."""
        text = str(self.cleaned_data["closed_days"]).replace(",", " ")
        try:
            return sorted({date.fromisoformat(typed) for typed in text.split()})
        except ValueError as error:
            raise forms.ValidationError("Enter days as 2026-12-24.") from error


class SellerForm(RecordForm):
    """The company that sells in a market, with what its imprint must name."""

    code = NumberField(max_length=50, help_text="For example operator-br. It cannot be changed.")
    country = NameChoiceField(
        Territory.objects.all(),
        required=False,
        help_text="The country in which the company is established. Its taxes depend on it.",
    )
    time_zone = forms.CharField(
        required=False,
        max_length=40,
        help_text="Invoices are dated and numbered by year in this time zone, for example"
        " Europe/Zurich. Blank means UTC.",
    )

    class Meta:
        model = SellingEntity
        fields = (
            "code",
            "legal_name",
            "address",
            "represented_by",
            "register_entry",
            "email",
            "phone",
            "country",
            "time_zone",
            "vat_number",
            "ioss_number",
        )
        labels: ClassVar = {
            "legal_name": "Company name",
            "vat_number": "VAT number",
            "ioss_number": "IOSS number",
        }
        widgets: ClassVar = {"address": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)

    def clean_time_zone(self) -> str:
        """Return the time zone; UTC for a blank field."""
        return str(self.cleaned_data["time_zone"] or "UTC")


class TaxRateForm(RecordForm):
    """The rate of a tax class at a destination, in a period."""

    territory = NameChoiceField(Territory.objects.all(), label="Country")
    region = forms.CharField(
        required=False,
        max_length=10,
        label="State",
        help_text="Its code, for example SP. Leave blank for the whole country.",
    )
    tax_class = forms.ChoiceField(choices=TaxClass.choices)
    rate = PercentField()
    valid_from = DayField(
        widget=forms.DateInput({"type": "date"}), label="First day", help_text="In UTC."
    )
    valid_until = DayField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        label="Last day",
        help_text="Included. Leave blank for no end.",
    )

    class Meta:
        model = TaxRate
        fields = (
            "territory",
            "region",
            "tax_class",
            "valid_from",
            "valid_until",
            "rate",
            "treatment",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        row = self.instance
        if row.valid:
            self.initial["valid_from"] = row.valid.lower.date() if row.valid.lower else None
            self.initial["valid_until"] = row.valid.upper and (row.valid.upper - ONE_DAY).date()
        if row.pk:
            for name in ("territory", "region", "tax_class", "valid_from"):
                self.fields[name].disabled = True
            self.fields["valid_from"].required = False

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return the rate as it is typed, in percent."""
        value = super().get_initial_for_field(field, field_name)
        return field.prepare_value(value) if isinstance(value, Decimal) else value

    def clean(self) -> dict[str, Any]:
        """Set the period from the first to the last day."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        begin = _midnight(first) if first else None
        end = _midnight(last + ONE_DAY) if last and last < date.max else None
        if begin and end and end <= begin:
            self.add_error("valid_until", "The last day must not be before the first.")
        else:
            self.instance.valid = DateTimeTZRange(begin, end)
        return cleaned

    def validate_constraints(self) -> None:
        """Leave the constraints to the service, which names the other rate."""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TaxRateRegister(Register):
    """Tax rates, which a file names by country, state, class and first day."""

    def address(self, name: str, record: Any) -> str:
        """Return the address of a rate's page."""
        return reverse(name, args=[record.pk])

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the rate of the row; None for a new one."""
        try:
            first = date.fromisoformat(values.get("valid_from", "").strip())
        except ValueError:
            first = None
        territory, region = (
            values.get(name, "").strip().upper() for name in ("territory", "region")
        )
        rows = self.rows().filter(
            territory=territory,
            region=find_area(territory, region) or region if region else "",
            tax_class=values.get("tax_class", "").strip(),
        )
        return next((row for row in rows if _first_day(row) == first), None)


def _first_day(row: TaxRate) -> date | None:
    return row.valid.lower.date() if row.valid.lower else None


def _save_market(market: Any, form: RecordForm, by_id: int | None) -> Market:
    is_new = market.pk is None
    saved = save_market(market=market, served=form.cleaned_data["ship_to"], by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_seller(seller: Any, form: RecordForm, by_id: int | None) -> SellingEntity:
    is_new = seller.pk is None
    saved = save_seller(seller=seller, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_rate(rate: Any, form: RecordForm, by_id: int | None) -> TaxRate:
    is_new = rate.pk is None
    saved = save_tax_rate(rate=rate, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


MARKETS = Register(
    "markets",
    "Markets",
    "market",
    "Countries that share a currency, languages, prices and a seller.",
    Market,
    MarketForm,
    _save_market,
    (),
    ("name", "code"),
    ("position", "code"),
)
SELLERS = Register(
    "sellers",
    "Sellers",
    "seller",
    "Companies that sell in the markets. Their data appear in imprints, on orders and in mails.",
    SellingEntity,
    SellerForm,
    _save_seller,
    (("Company", "legal_name"), ("Code", "code"), ("VAT number", "vat_number"), ("Email", "email")),
    ("legal_name", "code"),
    ("legal_name",),
)
TAX_RATES = TaxRateRegister(
    "tax-rates",
    "Tax rates",
    "tax rate",
    "Rates by destination, class and period. A destination without a rate is not sold to.",
    TaxRate,
    TaxRateForm,
    _save_rate,
    (
        ("Country", "territory"),
        ("State", "region"),
        ("Class", "get_tax_class_display"),
        ("Rate", "percent_text"),
        ("Days (UTC)", "days_text"),
        ("Basis", "source"),
    ),
    ("territory__name", "territory__code"),
    ("territory__name", "region", "tax_class", "valid"),
    "territory",
)
