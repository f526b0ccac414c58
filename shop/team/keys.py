"""Keys by which a licensee's own systems ask the API.

A key reads `ssk_<licensee>_<prefix>_<secret>`: it says whose rows to look it up among, which by
itself proves nothing; the secret does. It is shown once and kept as a hash.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from licensing.models import Licensee
from shop.core.numbers import whole_number
from shop.database.clock import TransactionTimestamp, database_now
from shop.team.errors import KeyRefused
from shop.team.models import ApiKey
from shop.tenancy import acting_for

BEGIN = "ssk"
PARTS = 4
MOST_KEYS = 20
PREFIX_BYTES, SECRET_BYTES = 5, 32
USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_key(
    *, licensee: Licensee, name: str, scopes: Collection[str], by_id: int
) -> tuple[ApiKey, str]:
    """Return a new key and its text, which nobody can read again.

    Runs for the licensee (`acting_for`). Raises `KeyRefused`.
    """
    wanted = [scope for scope in ApiKey.Scope.values if scope in scopes]
    if not wanted:
        raise KeyRefused(reason="no_scope")
    if len(wanted) != len(set(scopes)):
        raise KeyRefused(reason="unknown_scope")
    if ApiKey.objects.of(licensee).filter(revoked_at__isnull=True).count() >= MOST_KEYS:
        raise KeyRefused(reason="too_many")
    prefix, secret = secrets.token_hex(PREFIX_BYTES), secrets.token_hex(SECRET_BYTES)
    key = ApiKey.objects.create(
        licensee=licensee,
        name=name.strip(),
        prefix=prefix,
        secret_hash=_hash(secret),
        scopes=wanted,
        created_by_id=by_id,
    )
    return key, f"{BEGIN}_{licensee.pk}_{prefix}_{secret}"


def revoke_key(*, key: ApiKey, by_id: int) -> None:
    """End a key at once; a second call changes nothing."""
    ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(
        revoked_at=TransactionTimestamp(), revoked_by_id=by_id
    )


def key_for_text(text: str) -> ApiKey | None:
    """Return the key in force with this text; None for anything else. Notes its use."""
    parts = text.split("_")
    licensee_id = whole_number(parts[1]) if len(parts) == PARTS and parts[0] == BEGIN else None
    if licensee_id is None:
        return None
    prefix, secret = parts[2:]
    with acting_for(licensee_id):
        rows = ApiKey.objects.select_related("licensee").filter(revoked_at__isnull=True)
        key = rows.filter(licensee=licensee_id, prefix=prefix.replace("\x00", "")).first()
        if key is None or not hmac.compare_digest(key.secret_hash, _hash(secret)):
            return None
        now = database_now()
        if key.last_used_at is None or key.last_used_at < now - USE_NOTED_EVERY:
            ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
        return key


def _hash(secret: str) -> str:
    """Hash a secret of 256 random bits, which no dictionary has: it needs no salt and no work."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
