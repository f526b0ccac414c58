"""Log of permission changes and of the licensees that staff act for.

Each event contains ids, never an address or a name, and goes to the logger `shop.security`.
"""

from collections.abc import Collection

from django.contrib.admin.models import CHANGE, LogEntry
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.accounts.models import User

log = get_logger("shop.security")


def record_choice_of_licensee(*, user: User, licensee: Licensee, place: str) -> None:
    """Record that shop staff chose a licensee to act for, as an event and in the admin's history.

    `place` is "portal" or "admin".
    """
    log.info("licensee.chosen", user=user.pk, licensee=licensee.pk, place=place)
    LogEntry.objects.log_actions(
        user.pk,
        Licensee.objects.filter(pk=licensee.pk),
        CHANGE,
        change_message=f"Chose to act for this licensee ({place}).",
    )


def record_role_change(*, user: User, fields: Collection[str], by_id: int | None) -> None:
    """Record an administrator's changes of a person's role, groups, permissions and activity."""
    log.info(
        "account.permissions_changed", user=user.pk, fields=list(fields), role=user.role, by=by_id
    )
