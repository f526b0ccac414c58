"""Forms of promotions: everything of a new one, the end and budget of a running one, codes."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from catalog.article_numbers import find_article
from catalog.models import Category, Product
from licensing.models import Licensee
from shop.commerce.markets.models import Market
from shop.commerce.promotions.changes import PromotionDraft
from shop.commerce.promotions.codes import MOST_CODES
from shop.commerce.promotions.models import CustomerGroup, PromotionTerms
from shop.commerce.promotions.terms import Asks, Gives
from shop.oscar.offers import Range, Voucher
from shop.platform.core.local_time import LocalTimeUnclear, parse_local, parse_local_end
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.seen_values import SeenValuesForm
from shop.web.typed_fields import CodeField, NameChoiceField, NameChoicesField

GIVES = (
    (Gives.PERCENTAGE, "Percentage off"),
    (Gives.AMOUNT_EACH, "Amount off each unit"),
    (Gives.AMOUNT, "Amount off all of its products together"),
    (Gives.FREE_UNITS, "Cheapest units of a set reduced (“3 for 2”)"),
    (Gives.SET_PRICE, "Price of a set (“3 for €50”)"),
    (Gives.DELIVERY, "Percentage off the cheapest delivery (100: free delivery)"),
)
ASKS = (
    (Asks.UNITS, "Number of units of its products"),
    (Asks.DIFFERENT, "Number of different products among its products"),
    (Asks.AMOUNT, "Order value of its products"),
)
COMBINES = (
    ("all", "Combines with all others that combine"),
    ("group", "Combines only within its group"),
    ("none", "Does not combine"),
)
USAGE = (
    (Voucher.MULTI_USE, "Any number of times"),
    (Voucher.ONCE_PER_CUSTOMER, "Once per customer"),
    (Voucher.SINGLE_USE, "Once in all"),
)
MOST_LINES = 500
# The order of the form after its titles, markets and days.
LATER_FIELDS = (
    "gives",
    "gives_value",
    "free",
    "asks",
    "asks_for",
    "skus",
    "excluded",
    "categories",
    "collection",
    "licensee",
    "group",
    "first_order",
    "priority",
    "combines",
    "stacking_group",
    "most_uses",
    "most_amount",
    "needs_code",
    "code",
    "usage",
    "basket",
)


class SkusField(forms.CharField):
    """SKUs, separated by spaces or lines; their articles are read."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": 3}))
        super().__init__(max_length=20_000, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the products. Each SKU must exist."""
        typed = list(dict.fromkeys(str(super().clean(value)).replace(",", " ").split()))
        if len(typed) > MOST_LINES:
            raise forms.ValidationError(f"Enter at most {MOST_LINES} SKUs, or use a collection.")
        found = {sku: find_article(sku) for sku in typed}
        if missing := [sku for sku, article in found.items() if article is None]:
            raise forms.ValidationError(f"No product has these SKUs: {', '.join(missing[:10])}.")
        return list(found.values())


class BasketField(forms.CharField):
    """A basket for a preview: a SKU and its units on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=5000, required=False, widget=forms.Textarea({"rows": 3}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return pairs of product and units."""
        basket: list[tuple[Product, int]] = []
        for line in str(super().clean(value)).splitlines():
            sku, _, units = line.strip().partition(" ")
            if not sku:
                continue
            article = find_article(sku)
            if article is None:
                raise forms.ValidationError(f"No product has the SKU {sku}.")
            if units.strip() and not re.fullmatch(r"\s*[1-9][0-9]?\s*", units):
                raise forms.ValidationError(f"Enter units from 1 to 99 after {sku}.")
            basket.append((article, int(units) if units.strip() else 1))
        return basket


def _style(form: forms.Form) -> None:
    for field in form.fields.values():
        if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
            field.widget.attrs["class"] = "form-control"


class BudgetForm(forms.Form):
    """The end and the budget of a promotion."""

    ends = forms.CharField(
        required=False,
        max_length=40,
        help_text="Last day in the market's time zone, or a time. Leave blank for no end.",
    )
    most_uses = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        label="Orders at most",
        help_text="Leave blank for no limit.",
    )
    most_amount = forms.DecimalField(
        required=False,
        max_digits=12,
        decimal_places=2,
        label="Discount at most, over all orders",
        help_text="In the market's currency. Leave blank for no limit.",
    )

    def __init__(self, *args: Any, zone: str = "UTC", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        _style(self)

    def instant(self, name: str, zone: str) -> datetime | None:
        """Return a typed day or time of a zone; a last day is included."""
        parse = parse_local_end if name == "ends" else parse_local
        typed = self.cleaned_data.get(name, "")
        try:
            return parse(typed, zone) if typed else None
        except LocalTimeUnclear as error:
            self.add_error(name, str(error))
            return None

    def clean_ends(self) -> str:
        """Check the day or time."""
        typed = str(self.cleaned_data["ends"])
        try:
            if typed:
                parse_local_end(typed, self.zone)
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error
        return typed


class PromotionForm(BudgetForm):
    """A new promotion, for one market or alike for several."""

    name = forms.CharField(max_length=100, help_text="Internal name, unique.")
    title_en = forms.CharField(
        max_length=100, label="Title (English)", help_text="Customers see it in the basket."
    )
    markets = forms.ModelMultipleChoiceField(
        Market.objects.all(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each market starts and ends in its own time zone.",
    )
    begins = forms.CharField(
        required=False,
        max_length=40,
        help_text="First day or time, for example 2026-12-01 or 2026-12-01T08:00. Leave blank"
        " for now.",
    )
    gives = forms.ChoiceField(choices=GIVES, label="What it gives")
    gives_value = forms.DecimalField(
        max_digits=9, decimal_places=2, label="Percentage, amount or price"
    )
    free = forms.IntegerField(
        required=False, min_value=0, max_value=98, label="Units of a set that are reduced"
    )
    asks = forms.ChoiceField(choices=ASKS, label="Condition")
    asks_for = forms.DecimalField(
        max_digits=9,
        decimal_places=2,
        min_value=0,
        initial=1,
        label="At least",
        help_text="Units, or an amount. For sets: the units of one set.",
    )
    skus = SkusField(label="Products (SKUs)", help_text="Leave blank for all products.")
    excluded = SkusField(label="Except (SKUs)")
    categories = NameChoicesField(Category.objects.all(), required=False, to_field_name="slug")
    collection = forms.ModelChoiceField(
        Range.objects.filter(is_public=True),
        required=False,
        to_field_name="slug",
        empty_label="None",
    )
    licensee = NameChoiceField(
        Licensee.objects.all(), required=False, to_field_name="code", empty_label="All licensees"
    )
    group = forms.ModelChoiceField(
        CustomerGroup.objects.all(), required=False, label="Customer group", empty_label="Everybody"
    )
    first_order = forms.BooleanField(required=False, label="Only for the first order of an account")
    priority = forms.IntegerField(
        initial=0, min_value=-1000, max_value=1000, help_text="Higher ones are applied first."
    )
    combines = forms.ChoiceField(choices=COMBINES, label="With other promotions")
    stacking_group = forms.SlugField(required=False, max_length=40, label="Group of promotions")
    needs_code = forms.BooleanField(required=False, label="Only with a code")
    code = CodeField(
        required=False,
        max_length=40,
        help_text="A code for everybody. Leave blank if you make codes in bulk later.",
    )
    usage = forms.ChoiceField(choices=USAGE, label="The code can be used")
    basket = BasketField(
        label="Basket for the preview", help_text="A SKU and its units on each line: PIN-1 2"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [f"title_{code}" for code, _ in settings.LANGUAGES]
        for code, name in settings.LANGUAGES:
            if code != "en":
                self.fields[f"title_{code}"] = forms.CharField(
                    required=False, max_length=100, label=f"Title ({name})"
                )
        self.fields["combines"].initial = "all"
        self.order_fields(["name", "title_en", *titles, "markets", "begins", "ends", *LATER_FIELDS])
        _style(self)

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        cleaned = super().clean() or self.cleaned_data
        markets = cleaned.get("markets") or []
        currencies = {market.currency for market in markets}
        amounts = cleaned.get("gives") in {Gives.AMOUNT, Gives.AMOUNT_EACH, Gives.SET_PRICE}
        limits = cleaned.get("asks") == Asks.AMOUNT or cleaned.get("most_amount")
        if len(currencies) > 1 and (amounts or limits):
            self.add_error("markets", "Amounts are in one currency. Choose markets that share it.")
        for market in markets:
            for name in ("begins", "ends"):
                self.instant(name, market.time_zone)
        if cleaned.get("combines") == "group" and not cleaned.get("stacking_group"):
            self.add_error("stacking_group", "Enter the group within which it combines.")
        if cleaned.get("code") and not cleaned.get("needs_code"):
            self.add_error("needs_code", "Choose this for a promotion with a code.")
        if cleaned.get("collection") and (cleaned.get("skus") or cleaned.get("categories")):
            self.add_error("collection", "Choose a collection, or products and categories.")
        return cleaned

    def draft(self, market: Market, at: datetime) -> PromotionDraft:
        """Return the promotion of one market."""
        data = self.cleaned_data
        several = len(data["markets"]) > 1
        titles = {code: data.get(f"title_{code}", "") for code, _ in settings.LANGUAGES}
        return PromotionDraft(
            name=f"{data['name']} ({market.code})" if several else data["name"],
            titles={code: title for code, title in titles.items() if title},
            market=market,
            begin=self.instant("begins", market.time_zone) or at,
            end=self.instant("ends", market.time_zone),
            gives=Gives(data["gives"]),
            gives_value=Decimal(data["gives_value"]),
            asks=Asks(data["asks"]),
            asks_for=Decimal(data["asks_for"]),
            free=(data["free"] or 0) if data["gives"] == Gives.FREE_UNITS else 0,
            priority=data["priority"],
            exclusive=data["combines"] != "all",
            stacking_group=data["stacking_group"] if data["combines"] == "group" else "",
            coded=data["needs_code"],
            products=data["skus"],
            excluded=data["excluded"],
            categories=list(data["categories"]),
            collection=data["collection"],
            licensee=data["licensee"],
            group=data["group"],
            first_order=data["first_order"],
            most_uses=data["most_uses"],
            most_amount=data["most_amount"],
        )


class RunningForm(SeenValuesForm, BudgetForm):
    """The end and the budget of a promotion that is stored."""


class PlannedForm(SeenValuesForm, PromotionForm):
    """A promotion that has not begun: everything but its market and its codes."""

    def __init__(self, terms: PromotionTerms, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = initial_of(terms)
        super().__init__(*args, zone=terms.market.time_zone, **kwargs)
        self.market = terms.market
        for name in ("markets", "code", "usage", "needs_code"):
            del self.fields[name]
        self.coded = terms.offer.is_voucher_offer_type

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields, with the market and the codes as they are."""
        self.cleaned_data |= {"markets": [self.market], "needs_code": self.coded, "code": ""}
        return super().clean()


def copied(terms: PromotionTerms) -> dict[str, Any]:
    """Return the values of a new promotion like another one: from now, without its code."""
    values = initial_of(terms) | {
        "name": f"{terms.offer.name[:90]} (copy)",
        "markets": [terms.market.code],
        "begins": "",
        "needs_code": terms.offer.is_voucher_offer_type,
    }
    ends = terms.offer.end_datetime
    return values if ends is None or ends > database_now() else values | {"ends": ""}


def initial_of(terms: PromotionTerms) -> dict[str, Any]:
    """Return the values of a promotion as they are typed."""
    offer, zone = terms.offer, ZoneInfo(terms.market.time_zone)
    chosen, budget = offer.benefit.range, offer.budget
    skus = chosen.rangeproduct_set.order_by("display_order", "pk")
    combines = "group" if terms.stacking_group else "none"
    return {
        "name": offer.name,
        **{f"title_{code}": title for code, title in terms.titles.items()},
        "begins": offer.start_datetime.astimezone(zone).isoformat(),
        "ends": offer.end_datetime.astimezone(zone).isoformat() if offer.end_datetime else "",
        "gives": offer.benefit.type,
        "gives_value": offer.benefit.value,
        "free": offer.benefit.max_affected_items,
        "asks": offer.condition.type,
        "asks_for": offer.condition.value,
        "skus": "" if chosen.is_public else "\n".join(skus.values_list("product__upc", flat=True)),
        "excluded": "\n".join(chosen.excluded_products.values_list("upc", flat=True)),
        "categories": []
        if chosen.is_public
        else list(chosen.included_categories.values_list("slug", flat=True)),
        "collection": chosen.slug if chosen.is_public else "",
        "licensee": terms.licensee.code if terms.licensee else "",
        "group": terms.group_id,
        "first_order": terms.first_order,
        "priority": offer.priority,
        "combines": combines if offer.exclusive else "all",
        "stacking_group": terms.stacking_group,
        "most_uses": budget.most_uses,
        "most_amount": budget.most_amount,
    }


class CodesForm(forms.Form):
    """A batch of codes that can be used once each."""

    name = forms.CharField(max_length=100, label="Name of the batch")
    count = forms.IntegerField(min_value=1, max_value=MOST_CODES, label="Number of codes")
    begins_with = CodeField(required=False, max_length=20, label="Codes begin with")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _style(self)


class PreviewForm(forms.Form):
    """A basket for which a promotion is tried."""

    basket = BasketField(label="Basket", help_text="A SKU and its units on each line: PIN-1 2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _style(self)
