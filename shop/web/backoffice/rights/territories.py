"""Territory sets: the territories of each version, the agreements that use it, and new versions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import validate_slug
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from licensing.models import TerritorySet, TerritorySetVersion
from licensing.services import define_territory_set
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_write_rights, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import plain_text
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, listed, show_page
from shop.web.typed_fields import NumberField

COLUMNS = ("Set", "Version", "Means", "Except", "Since (UTC)", "Grants in force")
WORDS = {
    "unknown_territory": "Unknown territory or set codes: {error}.",
    "territory_set_in_itself": "A set cannot contain itself.",
}
CODES = "Codes of territories or other sets, for example DE FR eea."


class TerritorySetForm(DeskForm):
    """A new version of a set; an unknown code creates a new set."""

    code = NumberField(
        max_length=50,
        validators=[validate_slug],
        help_text="Enter the code of an existing set to create its next version.",
    )
    name = forms.CharField(max_length=100)
    include = forms.CharField(
        required=False, max_length=2000, help_text=f"{CODES} Empty: everywhere."
    )
    exclude = forms.CharField(required=False, max_length=2000, help_text=CODES)

    def __init__(self, data: Any, *, person: User, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.person = person

    def clean_code(self) -> str:
        """Return the code of a set that the person may change, or a new code."""
        code = str(self.cleaned_data["code"])
        existing = TerritorySet.objects.filter(code=code).first()
        if existing is not None and not may_define(self.person, existing):
            raise forms.ValidationError(
                "This set belongs to another rights holder. Choose another code."
            )
        return code


def show(request: HttpRequest) -> HttpResponseBase:
    """List all versions; agreements stay on the version that they were written with."""
    person = person_of(request)
    writes = may_write_rights(person)
    set_versions = (
        TerritorySetVersion.objects.select_related("territory_set")
        .annotate(live=Count("grant", filter=Q(grant__live=True)))
        .order_by("territory_set__name", "-version")
    )
    own = {
        version.pk
        for version in TerritorySet.objects.all()
        if writes and may_define(person, version)
    }
    newest: set[int] = set()
    rows = []
    for version in set_versions:
        actions = []
        if version.territory_set_id not in newest and version.territory_set_id in own:
            url = f"{reverse('rights:define_territories')}?set={version.territory_set.code}"
            actions.append(Link("New version", url))
        newest.add(version.territory_set_id)
        rows.append(
            Row(
                (
                    f"{version.territory_set} ({version.territory_set.code})",
                    version.version,
                    listed(version.include, "everywhere"),
                    listed(version.exclude, "–"),
                    day(version.valid_from),
                    version.live,
                ),
                actions,
            )
        )
    actions = [Link("Define a set", reverse("rights:define_territories"))] if writes else []
    intro = (
        "A grant keeps the version of the set it refers to. A new version takes effect only"
        " in agreements that refer to it and are activated by someone other than its "
        "author."
    )
    return show_page(request, Page("Territory sets", [Table("", COLUMNS, rows)], intro, actions))


def define(request: HttpRequest) -> HttpResponse:
    """Define a set, or its next version."""
    person = person_of(request)
    initial = _latest(request.GET.get("set", ""))
    form = TerritorySetForm(request.POST or None, person=person, initial=initial)
    if form.is_valid():
        form_data = form.cleaned_data
        try:
            made = define_territory_set(
                code=form_data["code"],
                name=form_data["name"],
                include=_codes(form_data["include"]),
                exclude=_codes(form_data["exclude"]),
                created_by_id=person.pk,
            )
        except DomainError as error:
            form.refuse(error, WORDS)
        else:
            messages.success(request, f"{made} created.")
            return redirect("rights:territories")
    back = reverse("rights:territories")
    return show_form(request, form, FormPage("Define a territory set", back))


def may_define(person: User, territory_set: TerritorySet) -> bool:
    """Return whether a person may add a version: full visibility, or holder of the set."""
    if visibility_of(person).everything:
        return True
    first = territory_set.versions.select_related("created_by").order_by("version").first()
    author = first.created_by if first is not None else None
    return author is not None and author.holder_id == person.holder_id


def _codes(text: str) -> set[str]:
    """Return territory codes in any case, and codes of sets as they are."""
    words = plain_text(text).replace(",", " ").replace(";", " ").split()
    two = 2
    return {word.upper() if len(word) == two else word for word in words}


def _latest(code: str) -> dict[str, Any]:
    latest = (
        TerritorySetVersion.objects.filter(territory_set__code=code)
        .select_related("territory_set")
        .order_by("-version")
        .first()
    )
    if latest is None:
        return {}
    return {
        "code": latest.territory_set.code,
        "name": latest.territory_set.name,
        "include": " ".join(latest.include),
        "exclude": " ".join(latest.exclude),
    }
