"""Sell-off stock at the desk: declarations to confirm, and corrections of confirmed stock."""

from collections.abc import Iterable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from catalog.models import Product
from licensing.models import SellOffDeclaration, SellOffStock
from licensing.rules.agreement_states import sell_off_end
from licensing.services import confirm_stock, decline_stock, reduce_stock
from shop.identity.accounts.roles import may_stop_sales, may_write_rights, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, show_page

INTRO = (
    "After the end of an agreement's term, only declared stock may be sold until the sell-off"
    " ends. The licensee declares it and an officer confirms it."
)
REFUSALS = {
    "no_sell_off": "The agreement is not in its sell-off period.",
    "proposal_decided": "This declaration was decided before. Go back to the list.",
    "second_person_needed": "You declared this stock. An officer must decide it.",
    "declared_units_out_of_range": "Enter a number from {sold} (sold) to below {declared}.",
}


class DecisionForm(DeskForm):
    """The decision about declared stock."""

    decision = forms.ChoiceField(choices=(("confirm", "Confirm"), ("decline", "Decline")))


class ReductionForm(DeskForm):
    """The corrected number of declared units."""

    units = forms.IntegerField(min_value=0, max_value=10_000_000, label="Declared units")


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List declarations that wait, and confirmed stock with the units sold."""
    person = person_of(request)
    agreements = visibility_of(person).agreements().values("pk")
    waiting = list(
        SellOffDeclaration.objects.filter(agreement__in=agreements, decided_at__isnull=True)
        .select_related("agreement__licensee")
        .order_by("pk")
    )
    stocks = list(
        SellOffStock.objects.filter(agreement__in=agreements)
        .select_related("agreement__licensee")
        .order_by("-pk")
    )
    names = _names([*waiting, *stocks])
    tables = [
        _waiting_table(waiting, names, may_decide=may_write_rights(person)),
        _stock_table(stocks, names, may_reduce=may_stop_sales(person)),
    ]
    return show_page(request, Page("Sell-off stock", tables, INTRO))


def _waiting_table(
    waiting: list[SellOffDeclaration], names: Mapping[int, str], *, may_decide: bool
) -> Table:
    rows = [
        Row(
            (
                names[entry.product_id],
                str(entry.agreement.licensee),
                str(entry.agreement),
                entry.units,
                day(entry.created_at),
                day(sell_off_end(entry.agreement)),
            ),
            [Link("Decide", reverse("rights:decide_sell_off", args=[entry.pk]))]
            if may_decide
            else (),
        )
        for entry in waiting
    ]
    columns = (
        *("Product", "Licensee", "Agreement", "Units"),
        *("Declared on (UTC)", "Sell-off ends (UTC)"),
    )
    nothing = "No declaration waits for confirmation."
    return Table("Waiting for confirmation", columns, rows, nothing)


def _stock_table(
    stocks: list[SellOffStock], names: Mapping[int, str], *, may_reduce: bool
) -> Table:
    rows = [
        Row(
            (
                names[entry.product_id],
                str(entry.agreement.licensee),
                str(entry.agreement),
                entry.declared,
                entry.sold,
                day(sell_off_end(entry.agreement)),
            ),
            [Link("Reduce", reverse("rights:reduce_sell_off", args=[entry.pk]))]
            if may_reduce and entry.sold < entry.declared
            else (),
        )
        for entry in stocks
    ]
    columns = ("Product", "Licensee", "Agreement", "Declared", "Sold", "Sell-off ends (UTC)")
    return Table("Confirmed stock", columns, rows, "No stock is confirmed.")


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or decline declared stock."""
    agreements = visibility_of(person_of(request)).agreements().values("pk")
    rows = SellOffDeclaration.objects.filter(agreement__in=agreements)
    declaration = get_object_or_404(rows.select_related("agreement__licensee"), pk=pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        confirms = form.cleaned_data["decision"] == "confirm"
        decision = confirm_stock if confirms else decline_stock
        try:
            decision(declaration=declaration, by_id=person_of(request).pk, at=database_now())
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Stock confirmed." if confirms else "Stock declined.")
            return redirect("rights:sell_offs")
    name = _names([declaration])[declaration.product_id]
    effect = (
        f"{declaration.agreement.licensee} declares {declaration.units} units of {name} under "
        f"{declaration.agreement}. Once confirmed, they can be sold until the sell-off ends."
    )
    form_page = FormPage("Decide declared stock", reverse("rights:sell_offs"), "Decide", effect)
    return show_form(request, form, form_page)


def reduce(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct confirmed stock downwards."""
    agreements = visibility_of(person_of(request)).agreements().values("pk")
    stock = get_object_or_404(SellOffStock, pk=pk, agreement__in=agreements)
    form = ReductionForm(request.POST or None, initial={"units": stock.declared})
    if form.is_valid():
        try:
            reduce_stock(stock=stock, units=form.cleaned_data["units"])
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Declared stock reduced.")
            return redirect("rights:sell_offs")
    effect = f"{stock.sold} of {stock.declared} units are sold. This cannot be undone."
    title = f"Reduce: {_names([stock])[stock.product_id]}"
    form_page = FormPage(title, reverse("rights:sell_offs"), "Reduce", effect, stops=True)
    return show_form(request, form, form_page)


def _names(rows: Iterable[SellOffDeclaration | SellOffStock]) -> dict[int, str]:
    products = Product.objects.in_bulk({row.product_id for row in rows})
    return {pk: f"{product.sku} {product.title}" for pk, product in products.items()}
