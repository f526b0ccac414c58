"""Promotions in the dashboard: list, create with a preview, change, end, codes and their export."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.models import Product
from shop.commerce.promotions.changes import change_running, end_promotion, save_promotion
from shop.commerce.promotions.codes import add_code, make_codes
from shop.commerce.promotions.errors import PromotionRefused
from shop.commerce.promotions.models import PromotionTerms
from shop.commerce.promotions.preview import PromotionPreview, preview_promotion
from shop.oscar.offers import ConditionalOffer, Voucher
from shop.platform.core.numbers import whole_number
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.promotion_forms import (
    ASKS,
    GIVES,
    CodesForm,
    PlannedForm,
    PreviewForm,
    PromotionForm,
    RunningForm,
    copied,
    initial_of,
)
from shop.web.backoffice.dashboard.record_pages import changes_of, record_change
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.seen_values import one_editor_at_a_time
from shop.web.pagination import page_of

COLUMNS = (
    "name",
    "title",
    "market",
    "state",
    "from",
    "until",
    "gives",
    "value",
    "orders",
    "orders at most",
    "given",
    "given at most",
    "currency",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List promotions, the latest start first, found by any part of their names or codes.

    `format=csv` downloads them.
    """
    form = DashboardSearchForm(request.GET)
    terms = _terms().order_by("-offer__start_datetime", "-pk")
    if text := form.filters.get("q", ""):
        terms = terms.filter(
            Q(offer__name__icontains=text)
            | Q(titles__icontains=text)
            | Q(market__code__iexact=text)
            | Q(offer__in=Voucher.objects.filter(code__icontains=text).values("offers"))
        )
    if request.GET.get("format") == "csv":
        return as_csv("promotions", COLUMNS, (_row(each) for each in terms.iterator()))
    page = page_of(request, terms)
    context = {"form": form, "page": page, "rows": [(each, _state(each)) for each in page]}
    return render(request, "oscar/dashboard/promotions/list.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Add a promotion, for each chosen market one; or show first what it gives for a basket."""
    initial: dict[str, Any] = {"usage": Voucher.MULTI_USE}
    if (number := whole_number(request.GET.get("copy", ""))) is not None:
        initial |= copied(_one(number))
    form = PromotionForm(request.POST or None, initial=initial)
    previews: list[tuple[str, PromotionPreview]] = []
    if form.is_valid():
        try:
            with transaction.atomic():
                offers = _save(form, int(request.user.pk or 0))
                if "preview" in request.POST:
                    at, basket = database_now(), form.cleaned_data["basket"]
                    previews = [
                        (offer.terms.market.name, preview_promotion(offer, basket, at))
                        for offer in offers
                    ]
                    transaction.set_rollback(True)
        except PromotionRefused as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            if not previews:
                return _added(request, offers)
    context = {"form": form, "previews": previews}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/promotions/new.html", context, status=status)


@one_editor_at_a_time
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a promotion that has not begun; or show first what it would give for a basket."""
    terms = _one(pk)
    if _state(terms) != "planned":
        messages.error(request, "This promotion has begun. Change its end and its budget here.")
        return redirect("dashboard:promotion", pk=pk)
    form = PlannedForm(terms, request.POST or None)
    previews: list[tuple[str, PromotionPreview]] = []
    if form.is_valid():
        at = database_now()
        try:
            with transaction.atomic():
                draft = form.draft(terms.market, at)
                offer = save_promotion(draft, offer=terms.offer, at=at, by_id=_who(request))
                if "preview" in request.POST:
                    preview = preview_promotion(offer, form.cleaned_data["basket"], at)
                    previews = [(terms.market.name, preview)]
                    transaction.set_rollback(True)
        except PromotionRefused as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            if not previews:
                changed = ", ".join(form.changed_data)
                record_change(terms, _who(request), CHANGE, f"Changed: {changed}")
                messages.success(request, "Promotion saved.")
                return redirect("dashboard:promotion", pk=pk)
    context = {"form": form, "previews": previews, "terms": terms}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/promotions/new.html", context, status=status)


@one_editor_at_a_time
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a promotion; change its end and its budget."""
    terms = _one(pk)
    zone = terms.market.time_zone
    form = RunningForm(request.POST or None, zone=zone, initial=initial_of(terms))
    if form.is_valid():
        try:
            change_running(
                offer=terms.offer,
                end=form.instant("ends", zone),
                most_uses=form.cleaned_data["most_uses"],
                most_amount=form.cleaned_data["most_amount"],
                at=database_now(),
                by_id=_who(request),
            )
        except PromotionRefused as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            changed = ", ".join(form.changed_data)
            record_change(terms, _who(request), CHANGE, f"Changed: {changed}")
            messages.success(request, "Promotion saved.")
            return redirect("dashboard:promotion", pk=pk)
    return _page(request, terms, form=form)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a promotion now. Safe to repeat."""
    terms = _one(pk)
    if request.method == "POST":
        end_promotion(offer=terms.offer, at=database_now(), by_id=_who(request))
        record_change(terms, _who(request), CHANGE, "Ended")
        messages.success(request, "The promotion has ended.")
    return redirect("dashboard:promotion", pk=pk)


def try_basket(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a promotion gives for a basket."""
    terms = _one(pk)
    form = PreviewForm(request.POST or None)
    preview = None
    if form.is_valid():
        basket: Sequence[tuple[Product, int]] = form.cleaned_data["basket"]
        preview = preview_promotion(terms.offer, basket, database_now())
    return _page(request, terms, preview_form=form, preview=preview)


def make_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Make codes in bulk."""
    terms = _one(pk)
    form = CodesForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            make_codes(
                offer=terms.offer,
                count=data["count"],
                prefix=data["begins_with"],
                name=data["name"],
            )
        except PromotionRefused as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            record_change(terms, _who(request), CHANGE, f"Made {data['count']} codes")
            messages.success(request, f"{data['count']} codes made.")
            return redirect("dashboard:promotion", pk=pk)
    return _page(request, terms, codes_form=form)


def export_codes(request: HttpRequest, pk: int) -> HttpResponseBase:  # noqa: ARG001  a view
    """Download all codes of a promotion with their uses."""
    terms = _one(pk)
    codes = Voucher.objects.filter(offers=terms.offer).select_related("voucher_set")
    rows = (
        (code.code, code.voucher_set.name if code.voucher_set else "", code.usage, code.num_orders)
        for code in codes.order_by("pk").iterator()
    )
    return as_csv(f"codes-{terms.offer.name}", ("code", "batch", "usage", "orders"), rows)


def _save(form: PromotionForm, by_id: int) -> list[ConditionalOffer]:
    data, at = form.cleaned_data, database_now()
    offers = [
        save_promotion(form.draft(market, at), at=at, by_id=by_id) for market in data["markets"]
    ]
    if data["code"]:
        add_code(offers=offers, text=data["code"], usage=data["usage"])
    return offers


def _added(request: HttpRequest, offers: Sequence[ConditionalOffer]) -> HttpResponse:
    for offer in offers:
        record_change(offer.terms, _who(request), ADDITION, "Added")
    messages.success(request, "Promotion saved.")
    if len(offers) > 1:
        return redirect("dashboard:promotions")
    return redirect("dashboard:promotion", pk=offers[0].pk)


def _page(
    request: HttpRequest,
    terms: PromotionTerms,
    *,
    form: RunningForm | None = None,
    codes_form: CodesForm | None = None,
    preview_form: PreviewForm | None = None,
    preview: PromotionPreview | None = None,
) -> HttpResponse:
    offer = terms.offer
    codes = Voucher.objects.filter(offers=offer)
    zone = terms.market.time_zone
    shown = [form, codes_form, preview_form]
    invalid = next((each for each in shown if each is not None and each.errors), None)
    context = {
        "terms": terms,
        "offer": offer,
        "state": _state(terms),
        "gives": dict(GIVES).get(offer.benefit.type, offer.benefit.type),
        "asks": dict(ASKS).get(offer.condition.type, offer.condition.type),
        "codes": codes.filter(voucher_set__isnull=True).order_by("code")[:20],
        "code_count": codes.count(),
        "form": form or RunningForm(zone=zone, initial=initial_of(terms)),
        "codes_form": codes_form or CodesForm(),
        "preview_form": preview_form or PreviewForm(),
        "preview": preview,
        "invalid": invalid,
        "changes": changes_of(terms),
    }
    status = 422 if invalid else 200
    return render(request, "oscar/dashboard/promotions/detail.html", context, status=status)


def _row(terms: PromotionTerms) -> tuple[object, ...]:
    offer, budget = terms.offer, terms.offer.budget
    return (
        offer.name,
        terms.titles["en"],
        terms.market.code,
        _state(terms),
        offer.start_datetime.isoformat(),
        offer.end_datetime.isoformat() if offer.end_datetime else "",
        offer.benefit.type,
        offer.benefit.value,
        budget.uses,
        "" if budget.most_uses is None else budget.most_uses,
        budget.spent,
        "" if budget.most_amount is None else budget.most_amount,
        terms.market.currency,
    )


def _terms() -> Any:
    return PromotionTerms.objects.select_related(
        "offer__benefit__range", "offer__condition", "offer__budget", "market", "licensee", "group"
    )


def _one(pk: int) -> PromotionTerms:
    terms: PromotionTerms = get_object_or_404(_terms(), offer=pk)
    return terms


def _state(terms: PromotionTerms) -> str:
    at, offer = database_now(), terms.offer
    if offer.end_datetime is not None and offer.end_datetime <= at:
        return "ended"
    return "running" if offer.start_datetime <= at else "planned"


def _field(form: Any, refusal: PromotionRefused) -> str | None:
    name = str(refusal.data.get("field", ""))
    return name if name in form.fields else None


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
