"""The licensee of an admin page of imports, and the form of a new import."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.imports.models import NOTHING_TO_APPLY, CatalogImport
from shop.web.backoffice.licensee.access import licensee_of
from shop.web.backoffice.licensee.chunked_upload import ImportForm
from shop.web.typed_fields import NameChoiceField

WHOSE = "licensee"
NOTHING = "NOTHING"  # value of the filter for plans without rows to apply


def named_licensee(request: HttpRequest) -> Licensee | None:
    """Return the licensee of a request: a person's own, whatever the request contains.

    For shop staff it is the one in the address, else the one chosen in the portal.
    """
    person = request.user
    if not isinstance(person, User):
        return None
    code = request.GET.get(WHOSE, "")
    if person.licensee_id is None and code:
        return Licensee.objects.filter(code=code).first() if code.isprintable() else None
    return licensee_of(request, person)


class NewImportForm(ImportForm):
    """A product file, a ZIP of pictures and the licensee, which only shop staff choose."""

    licensee = NameChoiceField(Licensee.objects.order_by("legal_name", "pk"), to_field_name="code")
    field_order = ("licensee", "file", "pictures")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = getattr(request.user, "licensee", None)
        if self.own is not None:
            del self.fields["licensee"]
        elif (chosen := named_licensee(request)) is not None:
            self.initial["licensee"] = chosen.code

    @property
    def whose(self) -> Licensee:
        """Return the licensee of a valid form."""
        licensee: Licensee = self.own or self.cleaned_data["licensee"]
        return licensee


class LicenseeFilter(admin.SimpleListFilter):
    """Filter by licensee; people of a licensee have no choice."""

    title = "licensee"
    parameter_name = WHOSE

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.named = named_licensee(request)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return every licensee, by its code."""
        if getattr(request.user, "licensee_id", None) is not None:
            return []
        return list(Licensee.objects.order_by("legal_name", "pk").values_list("code", "legal_name"))

    def value(self) -> str | None:
        """Return the code of the current licensee."""
        return self.named.code if self.named else None

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Omit "All": a list shows one licensee."""
        choices = super().choices(changelist)
        next(choices)
        yield from choices

    def queryset(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[CatalogImport],
    ) -> QuerySet[CatalogImport]:
        """Return the rows unchanged: the list has only read the licensee's own."""
        return queryset


class StateFilter(admin.SimpleListFilter):
    """Filter by state; plans with and without rows to apply are apart."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return the states in their order."""
        states = list(CatalogImport.State.choices)
        after = [value for value, _ in states].index(CatalogImport.State.PLANNED) + 1
        return [*states[:after], (NOTHING, NOTHING_TO_APPLY), *states[after:]]

    def queryset(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[CatalogImport],
    ) -> QuerySet[CatalogImport]:
        """Return the imports in the chosen state."""
        planned = CatalogImport.State.PLANNED
        ready = CatalogImport.objects.with_rows_to_apply().values("pk")
        match self.value():
            case None:
                return queryset
            case state if state == planned:
                return queryset.filter(pk__in=ready)
            case state if state == NOTHING:
                return queryset.filter(state=planned).exclude(pk__in=ready)
            case state:
                return queryset.filter(state=state)
