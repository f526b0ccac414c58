"""People by permission."""

from django.db.models import Q

from shop.identity.accounts.models import User


def staff_with(permission: str) -> list[User]:
    """Return the active shop staff with a permission, directly or by a group."""
    app_label, codename = permission.split(".")
    own = Q(user_permissions__codename=codename) & Q(
        user_permissions__content_type__app_label=app_label
    )
    by_group = Q(groups__permissions__codename=codename) & Q(
        groups__permissions__content_type__app_label=app_label
    )
    staff = User.objects.filter(is_active=True, role=User.Role.STAFF)
    return list(staff.filter(own | by_group | Q(is_superuser=True)).distinct().order_by("pk"))
