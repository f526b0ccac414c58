"""API keys of licensees' own systems.

A key has the form `ssk_<licensee>_<prefix>_<secret>`: licensee and prefix find its row and prove
nothing; the secret does. It is shown once and stored as a hash.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.team.errors import KeyRefused
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import acting_for
from shop.platform.core.numbers import whole_number
from shop.platform.core.typed_text import clean_text
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

log = get_logger("shop.security")
BEGIN = "ssk"
PARTS = 4
MOST_KEYS = 20
PREFIX_BYTES, SECRET_BYTES = 5, 32
DEFAULT_DAYS, MOST_DAYS = 90, 365
OVERLAP = timedelta(days=7)  # time for which an old key works beside its replacement
STOPPED = (Licensee.Status.SUSPENDED, Licensee.Status.TERMINATED)
USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_key(
    *,
    licensee: Licensee,
    name: str,
    scopes: Collection[str],
    by_id: int,
    days: int = DEFAULT_DAYS,
) -> tuple[ApiKey, str]:
    """Return a new key and its text, which cannot be shown again.

    It expires after `days`.

    The owners are notified by mail. Runs for the licensee (`acting_for`). Raises `KeyRefused`.
    """
    key, text = _make_key(licensee=licensee, name=name, scopes=scopes, by_id=by_id, days=days)
    _tell_owners(key, "created", by_id)
    return key, text


def _make_key(
    *, licensee: Licensee, name: str, scopes: Collection[str], by_id: int, days: int
) -> tuple[ApiKey, str]:
    chosen = [scope for scope in ApiKey.Scope.values if scope in scopes]
    if not chosen:
        raise KeyRefused(reason="no_scope")
    if len(chosen) != len(set(scopes)):
        raise KeyRefused(reason="unknown_scope")
    if not 1 <= days <= MOST_DAYS:
        raise KeyRefused(reason="unknown_expiry")
    now = database_now()
    in_force = ApiKey.objects.of(licensee).filter(revoked_at__isnull=True, expires_at__gt=now)
    if in_force.count() >= MOST_KEYS:
        raise KeyRefused(reason="too_many")
    prefix, secret = secrets.token_hex(PREFIX_BYTES), secrets.token_hex(SECRET_BYTES)
    key = ApiKey.objects.create(
        licensee=licensee,
        name=name.strip(),
        prefix=prefix,
        secret_hash=_hash(secret),
        scopes=chosen,
        created_by_id=by_id,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    log.info("api_key.created", key=key.pk, licensee=licensee.pk, by=by_id, days=days)
    return key, f"{BEGIN}_{licensee.pk}_{prefix}_{secret}"


@transaction.atomic
def revoke_key(*, key: ApiKey, by_id: int) -> None:
    """Revoke a key and notify the owners; a second call changes nothing."""
    ended = ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(
        revoked_at=TransactionTimestamp(), revoked_by_id=by_id
    )
    if ended:
        log.info("api_key.revoked", key=key.pk, licensee=key.licensee_id, by=by_id)
        _tell_owners(key, "revoked", by_id)


def revoke_keys_of(*, account: User, by_id: int) -> None:
    """Revoke every key that a person created for their licensee: others may have used them."""
    if account.licensee_id is None:
        return
    with acting_for(account.licensee_id):
        for key in ApiKey.objects.filter(created_by=account, revoked_at__isnull=True):
            revoke_key(key=key, by_id=by_id)


def _tell_owners(key: ApiKey, event: str, by_id: int) -> None:
    queue_job(
        "team.send_key_mail",
        licensee_id=key.licensee_id,
        key_id=key.pk,
        event=event,
        by_id=by_id,
    )


@transaction.atomic
def rotate_key(*, key: ApiKey, by_id: int) -> tuple[ApiKey, str]:
    """Return a replacement of a key, which expires after `OVERLAP` at the latest.

    Runs for the licensee (`acting_for`). Raises `KeyRefused`.
    """
    now = database_now()
    old = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if old.revoked_at is not None or old.expires_at <= now:
        raise KeyRefused(reason="ended")
    days = min(MOST_DAYS, max(1, (old.expires_at - old.created_at).days))
    new, text = _make_key(
        licensee=old.licensee, name=old.name, scopes=old.scopes, by_id=by_id, days=days
    )
    ApiKey.objects.filter(pk=old.pk).update(expires_at=min(old.expires_at, now + OVERLAP))
    _tell_owners(old, "rotated", by_id)
    log.info("api_key.rotated", key=old.pk, by_key=new.pk, licensee=old.licensee_id, by=by_id)
    return new, text


def key_for_text(text: str) -> ApiKey | None:
    """Return the valid key of a text; None for anything else.

    Records its use.

    A key is invalid if it has expired, its creator was deactivated or its licensee is not active.
    """
    parts = text.split("_")
    licensee_id = whole_number(parts[1]) if len(parts) == PARTS and parts[0] == BEGIN else None
    if licensee_id is None:
        return None
    prefix, secret = parts[2:]
    with acting_for(licensee_id):
        rows = ApiKey.objects.select_related("licensee").filter(
            revoked_at__isnull=True,
            expires_at__gt=TransactionTimestamp(),
            created_by__is_active=True,
        )
        rows = rows.exclude(licensee__status__in=STOPPED)
        key = rows.filter(licensee=licensee_id, prefix=clean_text(prefix)).first()
        if key is None or not hmac.compare_digest(key.secret_hash, _hash(secret)):
            return None
        now = database_now()
        if key.last_used_at is None or key.last_used_at < now - USE_NOTED_EVERY:
            ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
        return key


def _hash(secret: str) -> str:
    """Hash a secret of 256 random bits, which needs neither salt nor a slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
