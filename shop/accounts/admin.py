"""Accounts in Django's admin: search by e-mail (Oscar's autocomplete needs it)."""

from django.contrib import admin

from shop.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Roles and activity; passwords are changed only by their owners."""

    list_display = ("email", "role", "licensee", "is_staff", "is_active", "date_joined")
    list_filter = ("role", "is_staff", "is_active")
    search_fields = ("email", "first_name", "last_name")
    readonly_fields = ("email", "date_joined", "last_login")
    exclude = ("password",)
    autocomplete_fields = ()
