"""One search for all desks: its sections, and who sees each.

A section is shown to people who may open its list, and finds only rows that they may open. The form
is sent by POST and the text is kept in the session, so that personal data appear neither in an
address nor in a log.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from catalog.article_numbers import articles_like
from catalog.models import Product
from licensing.models import Licensee
from licensing.reading.visibility import Visibility
from shop.commerce.giftcards.codes import normalize_gift_card_code
from shop.commerce.listing.product_status import products_of
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_edit_catalog,
    may_pack,
    may_use_portal,
    sees_rights,
    visibility_of,
)
from shop.identity.tenancy import own_rows
from shop.imports.models import CatalogImport
from shop.orders.aftersales.location_scope import cases_at, orders_at
from shop.orders.aftersales.shipments import lines_of
from shop.orders.aftersales.staff_queries import find_orders
from shop.orders.casework.search import find_people
from shop.orders.returns.staff_lists import find_cases
from shop.platform.core.typed_text import normalize_code, plain_code, plain_text
from shop.web.backoffice.shared.agreement_search import match_agreements
from shop.web.backoffice.shared.page_access import may_open

KEPT = "dashboard_search"  # session key of the text
LONGEST = 100
MOST = 20  # results of a section


@dataclass(frozen=True, slots=True)
class Result:
    """One row that was found: its name, its page and what tells it apart."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Searcher:
    """The person who searches; within the portal, for a licensee."""

    user: User
    licensee: Licensee | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of rows: who may open its list, and how its rows are found."""

    name: str
    may_see: Callable[[User], bool]
    find: Callable[[Searcher, str], Iterator[Result]]


@dataclass(frozen=True, slots=True)
class FoundSection:
    """The results of one section; `is_cut` if there may be more."""

    name: str
    results: Sequence[Result]

    @property
    def is_cut(self) -> bool:
        """Return whether only the first results are shown."""
        return len(self.results) == MOST


def keep_text(request: HttpRequest) -> str:
    """Keep the text of a sent form for the page of results, and return it.

    The code of a gift card is as good as money, and a session is stored: only its end is kept.
    """
    text = plain_text(request.POST.get("q", ""))[:LONGEST]
    code = normalize_gift_card_code(text)
    request.session[KEPT] = f"…{code[-4:]}" if code else text
    return text


def kept_text(request: HttpRequest) -> str:
    """Return the kept text; empty if there is none."""
    return str(request.session.get(KEPT, ""))


def search(
    sections: Sequence[Section], user: User, text: str, licensee: Licensee | None = None
) -> list[FoundSection]:
    """Return the sections that the person may see and that have results."""
    searcher = Searcher(user, licensee)
    found = [
        FoundSection(section.name, list(section.find(searcher, text)))
        for section in sections
        if text and section.may_see(user)
    ]
    return [section for section in found if section.results]


def _opens(page: str) -> Callable[[User], bool]:
    return lambda user: may_open(user, page)


def _orders(searcher: Searcher, text: str) -> Iterator[Result]:
    for order in orders_at(find_orders(text=text), searcher.user.location_ids)[:MOST]:
        url = reverse("dashboard:order-detail", args=[order.number])
        yield Result(order.number, url, f"{order.date_placed:%Y-%m-%d}")


def _people(_searcher: Searcher, text: str) -> Iterator[Result]:
    for person in find_people(text)[:MOST]:
        url = reverse("dashboard:user-detail", args=[person.pk])
        yield Result(person.email, url, person.get_full_name())


def _items(_searcher: Searcher, text: str) -> Iterator[Result]:
    rows = Product.objects.filter(articles_like(text) | Q(upc__icontains=text))
    for product in rows.select_related("parent").order_by("-pk")[:MOST]:
        url = reverse("dashboard:catalogue-product", args=[product.pk])
        yield Result(product.sku, url, product.get_title())


def _returns(searcher: Searcher, text: str) -> Iterator[Result]:
    for case in cases_at(find_cases(text=text), searcher.user.location_ids).reverse()[:MOST]:
        url = reverse("dashboard:return-case", args=[case.public_id])
        yield Result(case.number, url, f"order {case.order.number}")


def _licensees(searcher: Searcher, text: str) -> Iterator[Result]:
    rows = visibility_of(searcher.user).licensees()
    match = Q(legal_name__icontains=text) | Q(code__icontains=plain_code(text) or text)
    for licensee in rows.filter(match).order_by("legal_name")[:MOST]:
        url = reverse("rights:licensee", args=[licensee.code])
        yield Result(licensee.legal_name, url, licensee.get_status_display())


def _agreements(searcher: Searcher, text: str) -> Iterator[Result]:
    rows = visibility_of(searcher.user).agreements().filter(match_agreements(text))
    for agreement in rows.select_related("licensor", "licensee").order_by("-pk")[:MOST]:
        url = reverse("rights:agreement", args=[agreement.pk])
        yield Result(str(agreement), url, f"{agreement.licensor}, {agreement.licensee}")


def _marks(searcher: Searcher, text: str) -> Iterator[Result]:
    rows = visibility_of(searcher.user).marks()
    match = Q(name__icontains=text) | Q(code__icontains=plain_code(text) or text)
    for mark in rows.filter(match).order_by("name")[:MOST]:
        yield Result(mark.name, reverse("rights:mark", args=[mark.code]), mark.get_kind_display())


def _own_products(searcher: Searcher, text: str) -> Iterator[Result]:
    if searcher.licensee is None:
        return
    number = Q(upc__icontains=text) | Q(children__upc__icontains=text)
    rows = products_of(searcher.licensee).filter(number | Q(title__icontains=text))
    for product in rows.order_by("-pk").distinct()[:MOST]:
        url = reverse("licensee:product", args=[product.pk])
        yield Result(product.sku, url, product.title)


def _own_orders(searcher: Searcher, text: str) -> Iterator[Result]:
    """Yield orders with lines of the licensee by number or SKU; buyers are not searched."""
    if searcher.licensee is None:
        return
    match = Q(order__number__icontains=normalize_code(text) or text) | Q(upc__icontains=text)
    lines = lines_of(searcher.licensee).filter(match)
    numbers = lines.order_by("-order__number").values_list("order__number", flat=True).distinct()
    for number in numbers[:MOST]:
        yield Result(number, reverse("licensee:order", args=[number]))


def _own_imports(searcher: Searcher, text: str) -> Iterator[Result]:
    if searcher.licensee is None:
        return
    rows = own_rows(CatalogImport.objects.filter(name__icontains=text), searcher.licensee)
    for upload in rows.order_by("-pk")[:MOST]:
        url = reverse("licensee:import", args=[upload.public_id])
        yield Result(upload.name, url, f"{upload.state_label}, {upload.created_at:%Y-%m-%d}")


def _own_agreements(searcher: Searcher, text: str) -> Iterator[Result]:
    if searcher.licensee is None:
        return
    rows = Visibility(licensee_id=searcher.licensee.pk).agreements()
    for agreement in rows.filter(match_agreements(text)).order_by("-pk")[:MOST]:
        yield Result(str(agreement), reverse("licensee:agreement", args=[agreement.pk]))


ORDERS = Section("Orders", _opens("order-list"), _orders)
CUSTOMERS = Section("Customers", _opens("users-index"), _people)
ITEMS = Section("Items", _opens("catalogue-product-list"), _items)
# Sections of rows that other lists of the dashboard's page do not show.
BESIDE_ORDERS = (
    Section("Returns", _opens("return-list"), _returns),
    Section("Licensees", sees_rights, _licensees),
    Section("Agreements", sees_rights, _agreements),
    Section("Marks", sees_rights, _marks),
)
EVERYTHING = (*BESIDE_ORDERS[1:], ITEMS, ORDERS, BESIDE_ORDERS[0], CUSTOMERS)
PORTAL = (
    Section("Products", may_use_portal, _own_products),
    Section("Orders", may_pack, _own_orders),
    Section("Uploads", may_edit_catalog, _own_imports),
    Section("Agreements", may_use_portal, _own_agreements),
)
