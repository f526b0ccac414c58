"""Sell-off of an agreement in the portal: the licensee declares the stock that is left."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from catalog.models import Product
from catalog.sell_offs import declare_product_stock, products_under
from licensing.models import Agreement
from licensing.reading.visibility import Visibility
from licensing.rules.agreement_states import sell_off_end
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.portal_frame import show_form, show_page
from shop.web.backoffice.shared.forms import DeskForm, FormPage
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day

MOST_UNITS = 10_000_000
INTRO = (
    "After the term, only goods that were made before its end may be sold, up to the units"
    " declared here. A rights officer confirms each declaration."
)
REFUSALS = {
    "no_sell_off": "The agreement is not in its sell-off period.",
    "stock_declared": "Stock of this product was declared before. Ask your licensor to correct it.",
    "product_outside_agreement": "This product was not made under the agreement.",
}


class ProductField(forms.ModelChoiceField):
    """A choice of a product by its SKU and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the SKU and the title."""
        return f"{obj.sku} {obj.title}"


class DeclarationForm(DeskForm):
    """A product and the units of it that are left."""

    product = ProductField(Product.objects.none())
    units = forms.IntegerField(
        min_value=1,
        max_value=MOST_UNITS,
        help_text="Units made before the end of the term and not sold yet.",
    )

    def __init__(self, *args: object, agreement: Agreement) -> None:
        super().__init__(*args)
        choices = products_under(agreement)
        self.fields["product"].queryset = choices  # type: ignore[attr-defined]


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show the declared stock of an agreement and what was sold of it."""
    agreement = _agreement(request, pk)
    declarations = list(agreement.declarations.select_related("stock").order_by("-pk"))
    names = Product.objects.in_bulk({entry.product_id for entry in declarations})
    rows = []
    for entry in declarations:
        product, stock = names[entry.product_id], entry.stock
        waiting = "Declined" if entry.decided_at else "Waits for confirmation"
        rows.append(
            Row(
                (
                    f"{product.sku} {product.title}",
                    day(entry.created_at),
                    entry.units,
                    "Confirmed" if stock else waiting,
                    stock.declared if stock else "–",
                    stock.sold if stock else "–",
                )
            )
        )
    columns = ("Product", "Declared on (UTC)", "Units", "State", "May be sold", "Sold")
    table = Table("", columns, rows, "No stock declared yet.")
    address = reverse("licensee:declare_stock", args=[pk])
    back = Link(str(agreement), reverse("licensee:agreement", args=[pk]))
    facts = (("Sell-off ends (UTC)", day(sell_off_end(agreement), "No sell-off")),)
    actions = [Link("Declare stock", address)]
    page = Page(f"Sell-off: {agreement}", [table], INTRO, actions, facts, back)
    return show_page(request, page)


def declare(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Declare the units of a product that are left."""
    agreement = _agreement(request, pk)
    form = DeclarationForm(request.POST or None, agreement=agreement)
    if form.is_valid():
        try:
            declare_product_stock(
                agreement=agreement,
                product=form.cleaned_data["product"],
                units=form.cleaned_data["units"],
                by_id=request.person.pk,
                at=database_now(),
            )
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Stock declared. A rights officer must confirm it.")
            return redirect("licensee:sell_off", pk)
    back = reverse("licensee:sell_off", args=[pk])
    return show_form(request, form, FormPage(f"Declare stock: {agreement}", back, "Declare", INTRO))


def _agreement(request: PortalRequest, pk: int) -> Agreement:
    rows = Visibility(licensee_id=request.licensee.pk).agreements()
    return get_object_or_404(rows, pk=pk)
