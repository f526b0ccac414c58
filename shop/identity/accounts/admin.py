"""Accounts in Django's admin: people of the back office and their roles.

Passwords are known to their owners only. A new account has no password: its owner sets one through
"Forgot your password?". Only superusers grant roles and permissions, so nobody can extend their
own.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest

from shop.identity.accounts.access_log import record_role_change
from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import gains_guarded_powers
from shop.identity.accounts.sessions import end_sessions

POWERS = (
    "role",
    "licensee",
    "licensee_role",
    "holder",
    "is_staff",
    "is_superuser",
    "groups",
    "user_permissions",
)


class UserForm(forms.ModelForm):
    """An account; email addresses are stored in lower case."""

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "is_active", *POWERS)

    def clean_email(self) -> str:
        """Return the address as sign-in compares it."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Refuse powers that need a second administrator, who approves them on the staff page."""
        form_data = super().clean() or self.cleaned_data
        powers = {name: form_data[name] for name in POWERS if name in form_data}
        if gains_guarded_powers(self.instance, powers):
            message = "A second administrator must approve this. Use the page “Staff”."
            raise forms.ValidationError(message)
        return form_data


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Roles and activity; accounts are deactivated, never deleted, because orders refer to them."""

    form = UserForm
    list_display = ("email", "role", "licensee", "is_staff", "is_active", "date_joined")
    list_filter = ("role", "is_staff", "is_active")
    search_fields = ("email", "first_name", "last_name")
    filter_horizontal = ("groups", "user_permissions")
    fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name", "is_active")}),
        (
            "Permissions",
            {
                "fields": ("role", "licensee", "licensee_role", "holder", "is_staff", "groups"),
                "description": (
                    "The role alone gives no permissions. Choose the groups that match the "
                    "person's work."
                ),
            },
        ),
        (
            "Individual permissions and superuser status",
            {"fields": ("user_permissions", "is_superuser"), "classes": ("collapse",)},
        ),
    )
    actions = ("end_all_sessions",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Freeze the address; only superusers change permissions."""
        fixed = ("email", "date_joined", "last_login") if obj else ()
        return fixed if _is_superuser(request) else (*fixed, *POWERS)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Read the models of all permissions with them: each option names its model."""
        if db_field.name == "user_permissions":
            kwargs["queryset"] = Permission.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Show the dates of an existing account."""
        dates = (("Dates", {"fields": ("date_joined", "last_login")}),) if obj else ()
        return (*self.fieldsets, *dates)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow only superusers to change a superuser."""
        if obj is not None and obj.is_superuser and not _is_superuser(request):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Forbid deletion."""
        return False

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def end_all_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End all sessions of the selected accounts, except superusers' unless a superuser asks."""
        for user in queryset:
            if self.has_change_permission(request, user):
                end_sessions(user=user, by_id=request.user.pk)
                self.log_change(request, user, "Signed out everywhere.")
                self.message_user(request, f"{user} is signed out everywhere.", messages.SUCCESS)
            else:
                text = f"Only a superuser can sign out {user}."
                self.message_user(request, text, messages.ERROR)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Save; a new account gets an unusable password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        changed = sorted({*POWERS, "is_active"} & set(form.changed_data))
        if changed:
            record_role_change(user=obj, fields=changed, by_id=request.user.pk)


def _is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser
