"""Imports in Django's admin: created, reviewed, applied and undone by the services of the portal.

Each page needs Django's permission. Members of a licensee work for that licensee only, whatever the
request contains; shop staff also need the permissions to act for licensees and to edit catalogs,
and choose the licensee. Every page runs in that licensee's transaction (`shop.identity.tenancy`).
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from licensing.models import Licensee
from shop.identity.accounts.access_log import record_choice_of_licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import acts_for_licensees, may_edit_catalog
from shop.identity.tenancy import acting_for, own_rows
from shop.imports.models import CatalogImport
from shop.imports.services import create_import
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.web.admin_forms import LicenseeFilter, NewImportForm, StateFilter, named_licensee
from shop.web.backoffice.licensee.imports import SENTENCES, error_file, import_context, run_action

CHOSEN_HERE = "admin_licensee"  # session key: the licensee for whom shop staff worked last
MOST_ID = 2**63 - 1
LAST_STEPS = 20
STEPS = {
    "apply": "Started applying the import.",
    "pictures": "Uploaded pictures.",
    "cancel": "Cancelled the import.",
    "undo": "Started undoing the import.",
    "submit": "Submitted the drafts for approval.",
}


@admin.register(CatalogImport)
class CatalogImportAdmin(admin.ModelAdmin):
    """Imports of the licensee that the person works for; only services write."""

    list_display = ("link", "state_in_words", "created_at", "by", "rows", "refused")
    list_display_links = None
    list_filter = (LicenseeFilter, StateFilter)
    list_select_related = ("by", "licensee")
    search_fields = ("name",)
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Return whether the person may see imports of the current licensee."""
        return _reads_here(request) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may send tables."""
        return _works_here(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Return whether the user may apply, cancel and undo imports and submit their drafts."""
        return _works_here(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Imports cannot be deleted: articles, stock and prices refer to them."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the file with its errors."""
        errors = self.admin_site.admin_view(self.errors_view)
        own = path("<str:object_id>/errors/", errors, name="sourcing_catalogimport_errors")
        return [own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CatalogImport]:
        """Return the licensee's imports; none while no licensee is chosen."""
        licensee = named_licensee(request)
        rows = super().get_queryset(request)
        return own_rows(rows, licensee) if licensee else rows.none()

    def changelist_view(
        self,
        request: HttpRequest,
        extra_context: Any = None,  # noqa: ARG002
    ) -> Any:
        """List the imports within the licensee's transaction."""
        if self.has_view_permission(request) and named_licensee(request) is None:
            messages.info(request, "Choose a licensee to see its imports.")
        return _within(request, lambda: super(CatalogImportAdmin, self).changelist_view(request))

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> Any:
        """Create an import from a product file and a ZIP of pictures, for a licensee."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = NewImportForm(*sent, request=request)
        if form.is_valid():
            catalog_import = self._take(request, form)
            if catalog_import is not None:
                messages.success(request, "The import was uploaded and is being checked.")
                return redirect(address_of(catalog_import))
        context = {"form": form, "title": "Add import", "add": True}
        status = 422 if form.errors else 200
        return self._page(request, "admin/sourcing/catalogimport/new.html", context, status)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> Any:
        """Show an import with its plan; run the chosen action."""
        if self.has_view_permission(request) and named_licensee(request) is None:
            return redirect("admin:sourcing_catalogimport_changelist")  # which sets the licensee
        return _within(request, lambda: self._show(request, object_id))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show the history of an import, within the licensee's transaction."""
        view = super().history_view
        return _within(request, lambda: view(request, object_id, extra_context))

    def errors_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """Return the file with a column that lists all problems of each row."""
        return _within(request, lambda: error_file(self._find(request, object_id)))

    @admin.display(description="name", ordering="name")
    def link(self, catalog_import: CatalogImport) -> str:
        """Link to the page of the import."""
        return format_html('<a href="{}">{}</a>', address_of(catalog_import), catalog_import.name)

    @admin.display(description="rows")
    def rows(self, catalog_import: CatalogImport) -> int:
        """Number of rows in the file."""
        return int(catalog_import.counts.get("rows", 0))

    @admin.display(description="State", ordering="state")
    def state_in_words(self, catalog_import: CatalogImport) -> str:
        """Return the state of an import."""
        return catalog_import.state_label

    @admin.display(description="refused")
    def refused(self, catalog_import: CatalogImport) -> int:
        """Number of rows with errors."""
        return int(catalog_import.counts.get("refused", 0))

    def _find(self, request: HttpRequest, object_id: str) -> CatalogImport:
        """Return an import that the person may see. Raises `PermissionDenied`, `Http404`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = whole_number(object_id, MOST_ID)
        rows = self.get_queryset(request).select_related("licensee", "by")
        catalog_import = rows.filter(pk=number).first() if number else None
        if catalog_import is None:
            raise Http404
        return catalog_import

    def _show(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        catalog_import = self._find(request, object_id)
        may_change = self.has_change_permission(request)
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            if done := run_action(request, catalog_import, int(request.user.pk or 0)):
                self.log_change(request, catalog_import, STEPS[done])
            return redirect(address_of(catalog_import))
        kind = ContentType.objects.get_for_model(CatalogImport)
        steps = LogEntry.objects.filter(content_type=kind, object_id=str(catalog_import.pk))
        context = {
            **import_context(request, catalog_import),
            "title": catalog_import.name,
            "may_change": may_change,
            "address": address_of(catalog_import),
            "steps": steps.select_related("user").order_by("-pk")[:LAST_STEPS],
        }
        return self._page(request, "admin/sourcing/catalogimport/page.html", context)

    def _take(self, request: HttpRequest, form: NewImportForm) -> CatalogImport | None:
        """Create an import from a form; if it is refused, add the error and return None."""
        form_data, licensee = form.cleaned_data, form.whose
        try:
            _record_choice(request, licensee)
            with acting_for(licensee.pk):
                catalog_import = create_import(
                    licensee=licensee,
                    by_id=int(request.user.pk or 0),
                    file=form_data["file"],
                    pictures=form_data["pictures"],
                )
                self.log_addition(request, catalog_import, f"Uploaded for {licensee.legal_name}.")
        except DomainError as error:
            form.refuse(error, SENTENCES)
            return None
        return catalog_import

    def _page(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> TemplateResponse:
        around = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**around, **context}, status=status)


def address_of(catalog_import: CatalogImport) -> str:
    """Return the address of an import's page, with its licensee."""
    page = reverse("admin:sourcing_catalogimport_change", args=[catalog_import.pk])
    return f"{page}?licensee={catalog_import.licensee.code}"


def _reads_here(request: HttpRequest) -> bool:
    """Return whether the person may read imports: of their own licensee, or by permission."""
    person = request.user
    return isinstance(person, User) and (may_edit_catalog(person) or acts_for_licensees(person))


def _works_here(request: HttpRequest) -> bool:
    """Return whether the person may edit catalogs: their licensee's, or all by permission."""
    person = request.user
    return isinstance(person, User) and may_edit_catalog(person)


def _within(request: HttpRequest, view: Callable[[], Any]) -> Any:
    """Run a view in the transaction of the licensee that the person works for."""
    licensee = named_licensee(request)
    if licensee is None:
        return view()
    _record_choice(request, licensee)
    with acting_for(licensee.pk):
        answer = view()
        # The page is rendered here, because its rows are not readable after the transaction.
        return answer.render() if isinstance(answer, TemplateResponse) else answer


def _record_choice(request: HttpRequest, licensee: Licensee) -> None:
    """Record that shop staff work for another licensee than in their last request here."""
    person = request.user
    if not isinstance(person, User) or not acts_for_licensees(person):
        return
    if request.session.get(CHOSEN_HERE) != licensee.pk:
        request.session[CHOSEN_HERE] = licensee.pk
        record_choice_of_licensee(user=person, licensee=licensee, place="admin")
