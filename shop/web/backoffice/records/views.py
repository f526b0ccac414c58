"""Pages of the registers: overview, list, form with history, and import of a CSV file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_add_first_holder,
    may_decide_for_all_holders,
    visibility_of,
)
from shop.web.backoffice.records.history import changes_of
from shop.web.backoffice.records.imports import ImportForm, import_records
from shop.web.backoffice.records.registers import BY_SLUG, REGISTERS, Register, cell_text
from shop.web.backoffice.records.saving import download, edit_state, save_form
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, show_page
from shop.web.pagination import page_of


def sees_records(user: User) -> bool:
    """Return whether the person sees every holder's rights, and so the registers."""
    return visibility_of(user).everything


def show_overview(request: HttpRequest) -> HttpResponseBase:
    """List the registers with the number of their records."""
    rows = [
        Row(
            (
                Link(register.title, reverse("rights:records", args=[register.slug])),
                register.rows().count(),
                register.intro,
            )
        )
        for register in REGISTERS
    ]
    table = Table("", ("Register", "Records", "Contents"), rows)
    return show_page(request, Page("Records", [table]))


def show_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """List the records of a register; `format=csv` downloads them for an import."""
    register = _register(slug)
    records, text = _found(register, request.GET.get("q", "")[:100])
    if request.GET.get("format") == "csv":
        return download(register, records)
    page = page_of(request, records)
    context = {
        "register": register,
        "page": page,
        "headings": [label for label, _ in register.columns],
        "rows": [
            (
                getattr(record, register.key),
                [(label, cell_text(record, name)) for label, name in register.columns],
            )
            for record in page
        ],
        "search": text,
        "may_edit": may_decide_for_all_holders(person_of(request)),
        "may_add": _may_add(request, register),
    }
    return render(request, "backoffice/records/list.html", context)


def edit(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """Add a record, or show one with its history and change it."""
    register = _register(slug)
    record = get_object_or_404(register.rows(), **{register.key: code}) if code else None
    state = request.POST.get("state", "") or edit_state(register, record)
    form = register.form(request.POST or None, instance=record)
    person = person_of(request)
    may_edit = may_decide_for_all_holders(person) if record else _may_add(request, register)
    if (request.method == "POST" or record is None) and not may_edit:
        raise PermissionDenied
    if not may_edit:
        for field in form.fields.values():
            field.disabled = True
    elif form.is_valid() and save_form(register, form, person.pk, state):
        messages.success(request, f"{form.instance} saved.")
        return redirect("rights:record", slug, getattr(form.instance, register.key))
    context = {
        "register": register,
        "record": record,
        "form": form,
        "state": state,
        "may_edit": may_edit,
        "changes": changes_of(register, record) if record else (),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/records/form.html", context, status=status)


def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Import a file of records: all of its rows, or none with every problem named."""
    register = _register(slug)
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if form.is_valid():
        outcome = import_records(register, form.cleaned_data["file"], person_of(request).pk)
        problems = outcome.problems
        if not problems:
            counts = f"{outcome.added} added, {outcome.changed} changed"
            messages.success(request, f"{outcome.rows} rows read: {counts}.")
            return redirect("rights:records", slug)
    context = {"register": register, "form": form, "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "backoffice/records/import.html", context, status=status)


def _register(slug: str) -> Register:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _may_add(request: HttpRequest, register: Register) -> bool:
    """Return whether the person may add a record; an administrator adds the first holder."""
    may_add = may_add_first_holder if register.slug == "holders" else may_decide_for_all_holders
    return may_add(person_of(request))


def _found(register: Register, text: str) -> tuple[QuerySet[Any], str]:
    """Return the records whose searched fields contain a text."""
    condition = Q()
    for field in register.search:
        condition |= Q(**{f"{field}__icontains": text})
    rows = register.rows()
    return (rows.filter(condition) if text else rows), text
