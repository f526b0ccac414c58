"""Uploads in Django's admin: the same rows as in the portal, of the licensee one works for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from shop.accounts.models import User
from shop.sourcing.models import Upload
from shop.tenancy import acting_for, own_rows
from shop.web.licensee.access import licensee_of


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    """Uploads of the licensee that the person works for; the steps are the portal's own."""

    list_display = ("name", "state", "created_at", "rows", "page")
    list_filter = ("state",)
    search_fields = ("name",)
    exclude = ("problems",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List them within the licensee's transaction."""
        return self._within(request, super().changelist_view, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show one within the licensee's transaction."""
        return self._within(request, super().changeform_view, object_id, form_url, extra_context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        """Return the licensee's own; nobody's before one was chosen in the portal."""
        person = request.user
        licensee = licensee_of(request, person) if isinstance(person, User) else None
        rows = super().get_queryset(request)
        return own_rows(rows, licensee) if licensee else rows.none()

    @admin.display(description="rows")
    def rows(self, upload: Upload) -> int:
        """Rows of the file."""
        return int(upload.counts.get("rows", 0))

    @admin.display(description="plan and steps")
    def page(self, upload: Upload) -> str:
        """Lead to the page where the plan is looked at and applied."""
        return format_html(
            '<a href="{}">{}</a>', reverse("licensee:upload", args=[upload.public_id]), "Open"
        )

    def _within(self, request: HttpRequest, view: Any, *arguments: Any) -> Any:
        person = request.user
        licensee = licensee_of(request, person) if isinstance(person, User) else None
        if licensee is None:
            return view(request, *arguments)
        with acting_for(licensee.pk):
            answer = view(request, *arguments)
            # The page is made here: its rows are not there after the transaction.
            return answer.render() if isinstance(answer, TemplateResponse) else answer
