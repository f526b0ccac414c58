"""Mails to the owners of a licensee about its API keys: created, replaced, revoked, expiring."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from licensing.models import Licensee
from shop.identity.accounts.account_mails import AccountMail, build_account_mail
from shop.identity.accounts.models import User
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job

# Days before the expiry of a key on which the owners are warned, the latest last.
WARNED_DAYS = (14, 2)
_LABEL = gettext_lazy("API keys")
MAILS: Mapping[str, AccountMail] = {
    "created": AccountMail(
        gettext_lazy("A new API key was created"),
        gettext_lazy(
            "%(by)s created the API key “%(name)s” (%(prefix)s…) for %(licensee)s. It "
            "expires on %(ends)s. If you did not expect this, revoke the key immediately."
        ),
        "keys_url",
        _LABEL,
    ),
    "rotated": AccountMail(
        gettext_lazy("An API key was replaced"),
        gettext_lazy(
            "%(by)s replaced the API key “%(name)s” (%(prefix)s…) for %(licensee)s. The old"
            " key expires on %(ends)s. If you did not expect this, revoke the new key "
            "immediately."
        ),
        "keys_url",
        _LABEL,
    ),
    "revoked": AccountMail(
        gettext_lazy("An API key was revoked"),
        gettext_lazy(
            "%(by)s revoked the API key “%(name)s” (%(prefix)s…) for %(licensee)s. Systems "
            "that use it no longer have access."
        ),
        "keys_url",
        _LABEL,
    ),
    "expiring": AccountMail(
        gettext_lazy("An API key expires soon"),
        gettext_lazy(
            "The API key “%(name)s” (%(prefix)s…) for %(licensee)s expires on %(ends)s. "
            "Replace it and enter the new key in your system before then."
        ),
        "keys_url",
        _LABEL,
    ),
}


def send_key_mail(*, licensee_id: int, key_id: int, event: str, by_id: int | None) -> None:
    """Mail every active owner of the licensee, each in their language; called by the job."""
    with acting_for(licensee_id):
        key = ApiKey.objects.select_related("licensee").filter(pk=key_id).first()
    if key is None:
        return
    by = User.objects.filter(pk=by_id).first() if by_id else None
    context: dict[str, Any] = {
        "by": by.email if by else "",
        "name": key.name,
        "prefix": key.prefix,
        "licensee": str(key.licensee),
        "ends": f"{key.expires_at:%Y-%m-%d %H:%M} UTC",
        "keys_url": reverse("licensee:keys"),
    }
    owners = User.objects.filter(
        licensee_id=licensee_id, licensee_role=User.LicenseeRole.OWNER, is_active=True
    )
    for owner in owners.order_by("pk"):
        build_account_mail(MAILS[event], owner.email, context, language=owner.language).send()


def warn_of_expiring_keys() -> int:
    """Queue a mail for each key that expires within the warning period; return how many."""
    now = database_now()
    queued = 0
    for licensee_id in Licensee.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(licensee_id):
            last = now + timedelta(days=max(WARNED_DAYS))
            keys = ApiKey.objects.filter(
                revoked_at__isnull=True, expires_at__gt=now, expires_at__lte=last
            )
            queued += sum(_warn(key, (key.expires_at - now).days) for key in keys.order_by("pk"))
    return queued


def _warn(key: ApiKey, days_left: int) -> bool:
    due = min(days for days in WARNED_DAYS if days_left < days or days == max(WARNED_DAYS))
    if key.warned_days is not None and key.warned_days <= due:
        return False
    ApiKey.objects.filter(pk=key.pk).update(warned_days=due)
    queue_job(
        "team.send_key_mail",
        licensee_id=key.licensee_id,
        key_id=key.pk,
        event="expiring",
        by_id=None,
    )
    return True
