"""Records of promotions: customer groups, collections, minimum prices, reduction rules."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from catalog.models import Category
from licensing.models import Agreement, ProductCategory
from shop.commerce.markets.models import Market
from shop.commerce.promotions.models import CustomerGroup, MinimumPrice, ReductionRule
from shop.commerce.promotions.records import (
    save_collection,
    save_group,
    save_minimum_price,
    save_reduction_rule,
)
from shop.identity.accounts.models import User
from shop.oscar.offers import Range
from shop.web.backoffice.dashboard.promotion_forms import SkusField
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.typed_fields import NameChoiceField, NameChoicesField


class GroupForm(RecordForm):
    """A customer group with its members by email address."""

    emails = forms.CharField(
        required=False,
        max_length=100_000,
        label="Members (email addresses of accounts)",
        widget=forms.Textarea({"rows": 6}),
    )

    class Meta:
        model = CustomerGroup
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        if self.instance.pk:
            emails = self.instance.members.order_by("email").values_list("email", flat=True)
            self.initial["emails"] = "\n".join(emails)

    def clean_emails(self) -> list[User]:
        """Return the accounts. Each must exist."""
        typed = {email.casefold() for email in str(self.cleaned_data["emails"]).split()}
        people = {user.email.casefold(): user for user in User.objects.filter(email__in=typed)}
        if missing := sorted(typed - people.keys()):
            raise forms.ValidationError(f"No account has these: {', '.join(missing[:10])}.")
        return list(people.values())


class CollectionForm(RecordForm):
    """A collection: products and shop categories under a name."""

    skus = SkusField(label="Products (SKUs)")
    categories = NameChoicesField(Category.objects.all(), required=False, to_field_name="slug")

    class Meta:
        model = Range
        fields = ("name", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        if self.instance.pk:
            rows = self.instance.rangeproduct_set.order_by("display_order", "pk")
            self.initial["skus"] = "\n".join(rows.values_list("product__upc", flat=True))
            chosen = self.instance.included_categories.values_list("slug", flat=True)
            self.initial["categories"] = list(chosen)


class MinimumPriceForm(RecordForm):
    """A minimum price that an agreement sets."""

    agreement = forms.ModelChoiceField(Agreement.objects.all(), to_field_name="number")
    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")
    category = NameChoiceField(
        ProductCategory.objects.all(),
        required=False,
        to_field_name="code",
        empty_label="All goods of the licensee",
    )

    class Meta:
        model = MinimumPrice
        fields = ("agreement", "market", "category", "amount")
        help_texts: ClassVar = {
            "amount": "As the market shows prices. Promotions and vouchers of promotions stop here."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)


class ReductionRuleForm(RecordForm):
    """The price with which a market compares its reductions."""

    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")

    class Meta:
        model = ReductionRule
        fields = ("market", "lowest_of_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)


def _save_group(record: Any, form: Any, by_id: int | None) -> Any:
    is_new = record.pk is None
    saved = save_group(group=record, members=form.cleaned_data["emails"])
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_collection(record: Any, form: Any, by_id: int | None) -> Any:
    is_new, data = record.pk is None, form.cleaned_data
    saved = save_collection(
        collection=record, products=data["skus"], categories=list(data["categories"])
    )
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_minimum_price(record: Any, form: Any, by_id: int | None) -> Any:
    is_new = record.pk is None
    saved = save_minimum_price(price=record)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_rule(record: Any, form: Any, by_id: int | None) -> Any:
    is_new = record.pk is None
    saved = save_reduction_rule(rule=record)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


GROUPS = Register(
    "customer-groups",
    "Customer groups",
    "customer group",
    "Customers for whom promotions can be reserved. They sign in to use them.",
    CustomerGroup,
    GroupForm,
    _save_group,
    (("Name", "name"),),
    ("name", "members__email"),
    ("name",),
    "pk",
)
COLLECTIONS = Register(
    "collections",
    "Collections",
    "collection",
    "Products and shop categories under a name, to which promotions can apply.",
    Range,
    CollectionForm,
    _save_collection,
    (("Name", "name"), ("Description", "description")),
    ("name", "description"),
    ("name",),
    "pk",
)
MINIMUM_PRICES = Register(
    "minimum-prices",
    "Minimum prices",
    "minimum price",
    "The lowest prices that agreements allow. Promotions never reduce a price below them.",
    MinimumPrice,
    MinimumPriceForm,
    _save_minimum_price,
    (
        ("Agreement", "agreement"),
        ("Market", "market"),
        ("Category", "category_text"),
        ("Price", "amount"),
    ),
    ("agreement__number", "agreement__licensee__legal_name", "market__code"),
    ("agreement", "market", "pk"),
    "pk",
)
RULES = Register(
    "reduction-rules",
    "Reduction rules",
    "reduction rule",
    "The earlier price that a market shows struck through next to a reduced price. Without a rule,"
    " it is the lowest price of the 30 days before the reduction if the market's home country is in"
    " the European Economic Area (Directive 98/6/EC Art. 6a), and the regular price otherwise.",
    ReductionRule,
    ReductionRuleForm,
    _save_rule,
    (("Market", "market"), ("Lowest price of (days)", "lowest_of_days")),
    ("market__code", "market__name"),
    ("market__position",),
    "pk",
)


def show_groups(request: HttpRequest) -> HttpResponseBase:
    """List customer groups."""
    rows = GROUPS.rows().distinct()
    return list_records(
        request, GROUPS, new="customer-group-new", edit="customer-group", upload="", records=rows
    )


def edit_group(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a customer group, or change one."""
    record = get_object_or_404(CustomerGroup, pk=pk) if pk else None
    return edit_record(request, GROUPS, record, "customer-groups")


def show_collections(request: HttpRequest) -> HttpResponseBase:
    """List collections."""
    rows = COLLECTIONS.rows().filter(is_public=True)
    return list_records(
        request, COLLECTIONS, new="collection-new", edit="collection", upload="", records=rows
    )


def edit_collection(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a collection, or change one."""
    record = get_object_or_404(Range, pk=pk, is_public=True) if pk else None
    return edit_record(request, COLLECTIONS, record, "collections")


def show_minimum_prices(request: HttpRequest) -> HttpResponseBase:
    """List minimum prices."""
    rows = MINIMUM_PRICES.rows().select_related("agreement", "market", "category")
    return list_records(
        request,
        MINIMUM_PRICES,
        new="minimum-price-new",
        edit="minimum-price",
        upload="",
        records=rows,
    )


def edit_minimum_price(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a minimum price, or change one."""
    record = get_object_or_404(MinimumPrice, pk=pk) if pk else None
    return edit_record(request, MINIMUM_PRICES, record, "minimum-prices")


def show_rules(request: HttpRequest) -> HttpResponseBase:
    """List the markets' own rules."""
    return list_records(request, RULES, new="reduction-rule-new", edit="reduction-rule", upload="")


def edit_rule(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a market's own rule, or change one."""
    record = get_object_or_404(ReductionRule, pk=pk) if pk else None
    return edit_record(request, RULES, record, "reduction-rules")
