"""Visible holds: list, place and lift."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.article_numbers import find_article
from catalog.models import Product, ProductRights
from licensing.models import Holdback, Licensee, ProductCategory, Property, Territory
from licensing.reading.visibility import Visibility
from licensing.rules.channels import Channel
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services import lift_hold, place_hold
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_stop_sales, visibility_of
from shop.platform.core.local_time import LocalTimeUnclear, parse_local
from shop.platform.database.clock import clock_now, database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import CHANNEL_CHOICES
from shop.web.typed_fields import CodeListField, NameChoiceField, NumberField

COLUMNS = (
    "Hold",
    "Kind",
    "Product",
    "Mark",
    "Category",
    "Licensee",
    "From (UTC)",
    "Until (excluded)",
)
TEXT = {"class": "input"}
SELECT = {"class": "select"}


class HoldForm(forms.Form):
    """The scope of a hold. An empty scope stops everything and needs the widest reach."""

    kind = forms.ChoiceField(choices=Holdback.Kind, widget=forms.Select(SELECT))
    reason = forms.CharField(
        max_length=2000, widget=forms.Textarea({"class": "textarea", "rows": 3})
    )
    authority = forms.CharField(required=False, max_length=150, widget=forms.TextInput(TEXT))
    sku = NumberField(
        required=False, max_length=64, label="Product (SKU)", widget=forms.TextInput(TEXT)
    )
    mark = NameChoiceField(Property.objects.none(), required=False, widget=forms.Select(SELECT))
    licensee = NameChoiceField(Licensee.objects.none(), required=False, widget=forms.Select(SELECT))
    category = forms.ModelChoiceField(
        ProductCategory.objects.all(), required=False, widget=forms.Select(SELECT)
    )
    territories = CodeListField(
        required=False,
        max_length=1000,
        help_text="Country codes, for example DE FR. Leave blank for all territories.",
        widget=forms.TextInput(TEXT),
    )
    channels = forms.MultipleChoiceField(
        required=False,
        choices=CHANNEL_CHOICES,
        help_text="Select none for all channels.",
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.CharField(
        required=False,
        max_length=40,
        help_text="UTC, for example 2027-01-01T00:00. Leave blank to keep the hold until it"
        " is lifted.",
        widget=forms.TextInput(TEXT),
    )

    def __init__(self, *args: Any, visibility: Visibility) -> None:
        super().__init__(*args)
        self.visibility = visibility
        self.fields["mark"].queryset = visibility.marks().order_by("name")  # type: ignore[attr-defined]
        self.fields["licensee"].queryset = visibility.licensees().order_by(  # type: ignore[attr-defined]
            "legal_name"
        )

    def clean_sku(self) -> Product | None:
        """Return the product; a variant's SKU means its parent."""
        sku = self.cleaned_data["sku"]
        article = find_article(sku, Product.objects.select_related("parent"))
        if sku and (article is None or not carries_mark(article.top, self.visibility)):
            raise forms.ValidationError(f"No product {sku} with one of your marks.")
        return article.top if article else None

    def clean_territories(self) -> NumberSet:
        """Return the set of territories. Adds an error that names unknown codes."""
        codes = set(self.cleaned_data["territories"].split())
        numbers = dict(Territory.objects.filter(pk__in=codes).values_list("code", "number"))
        if unknown := sorted(codes - numbers.keys()):
            raise forms.ValidationError(f"Unknown territories: {', '.join(unknown)}.")
        return NumberSet.of(numbers.values()) if codes else EVERYWHERE

    def clean_until(self) -> datetime | None:
        """Return the end, which must be in the future."""
        text = self.cleaned_data["until"]
        try:
            until = parse_local(text, "UTC") if text else None
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error
        if until is not None and until <= database_now():
            raise forms.ValidationError("The end must be in the future.")
        return until

    def clean(self) -> dict[str, Any]:
        """Refuse a scope that is contradictory or wider than the person's reach."""
        form_data: dict[str, Any] = self.cleaned_data
        if form_data.get("sku") and any(
            form_data.get(name) for name in ("mark", "licensee", "category")
        ):
            self.add_error(
                "sku", "Choose either a product, or a combination of mark, licensee and category."
            )
        narrow = form_data.get("sku") or form_data.get("mark")
        if not self.visibility.everything and not narrow and not self.errors:
            self.add_error("mark", "Choose one of your marks, or a product that carries one.")
        return form_data


def show_list(request: HttpRequest) -> HttpResponseBase:
    """Show holds in force, coming and ended; as CSV with `format=csv`."""
    at = database_now()
    rows = visible_holds(visibility_of(person_of(request))).order_by("-pk")
    if request.GET.get("format") == "csv":
        return as_csv("holds", COLUMNS, map(_cells, rows))
    person = person_of(request)
    groups = (
        ("In force", rows.filter(window__contains=at), True),
        ("Upcoming", rows.filter(window__startswith__gt=at), True),
        ("Ended", rows.filter(window__endswith__lte=at)[:50], False),
    )
    numbers = {hold.product_id for _, holds, _ in groups for hold in holds if hold.product_id}
    products = Product.objects.in_bulk(numbers)
    context = {
        "groups": [
            (
                title,
                [
                    (hold, products.get(hold.product_id), lifts and may_lift(person, hold))
                    for hold in holds
                ],
            )
            for title, holds, lifts in groups
        ],
        "may_stop": may_stop_sales(person),
    }
    return render(request, "rights/holds.html", context)


def _cells(hold: Holdback) -> tuple[object, ...]:
    scope = (hold.product_id, hold.property, hold.category, hold.licensee)
    return (hold.pk, hold.get_kind_display(), *scope, hold.window.lower, hold.window.upper)


def place(request: HttpRequest) -> HttpResponse:
    """Place a hold."""
    data = request.POST if request.method == "POST" else None
    form = HoldForm(data, visibility=visibility_of(person_of(request)))
    if form.is_valid():
        form_data = form.cleaned_data
        place_hold(
            kind=form_data["kind"],
            reason=form_data["reason"],
            authority=form_data["authority"],
            at=clock_now(),
            product_id=form_data["sku"].pk if form_data["sku"] else None,
            mark=form_data["mark"],
            category=form_data["category"],
            licensee=form_data["licensee"],
            territories=form_data["territories"],
            channels=NumberSet.of(Channel(code).number for code in form_data["channels"])
            if form_data["channels"]
            else EVERYWHERE,
            until=form_data["until"],
            created_by_id=request.user.pk,
        )
        messages.success(request, "Hold placed.")
        return redirect("rights:holds")
    return render(request, "rights/hold.html", {"form": form}, status=422 if form.errors else 200)


def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a hold after confirmation."""
    hold = get_object_or_404(visible_holds(visibility_of(person_of(request))), pk=pk)
    at = clock_now()
    if not may_lift(person_of(request), hold):
        raise PermissionDenied
    if hold.window.upper is not None and hold.window.upper <= at:
        messages.error(request, f"Hold {pk} has already ended.")
        return redirect("rights:holds")
    if request.method == "POST":
        lift_hold(hold=hold, at=at)
        messages.success(request, f"Hold {pk} is lifted.")
        return redirect("rights:holds")
    return render(request, "rights/lift.html", {"hold": hold})


def may_lift(person: User, hold: Holdback) -> bool:
    """Return whether a person may end a hold: any with full visibility, else those of their holder.

    Recalls and legal holds need full visibility.
    """
    if not may_stop_sales(person):
        return False
    if visibility_of(person).everything:
        return True
    author = hold.created_by
    grave = hold.kind in {Holdback.Kind.RECALL, Holdback.Kind.LEGAL}
    return not grave and author is not None and author.holder_id == person.holder_id


def visible_holds(visibility: Visibility) -> QuerySet[Holdback]:
    """Return holds that affect visible marks: those of the marks, of their products, or wider
    ones. Wider are holds on everything, on a category, and on a visible licensee.
    """
    rows = Holdback.objects.select_related("property", "category", "licensee", "created_by")
    if visibility.everything:
        return rows
    marks = visibility.marks().values("pk")
    carrying = ProductRights.objects.filter(property__in=marks).values("version__product_id")
    wider = Q(property=None, product_id=None) & (
        Q(licensee=None) | Q(licensee__in=visibility.licensees().values("pk"))
    )
    return rows.filter(Q(property__in=marks) | Q(product_id__in=carrying) | wider)


def carries_mark(product: Product, visibility: Visibility) -> bool:
    """Return whether any version of a product carries a visible mark."""
    marks = ProductRights.objects.filter(
        version__product=product, property__in=visibility.marks().values("pk")
    )
    return visibility.everything or marks.exists()
