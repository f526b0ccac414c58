"""Writes under an `Idempotency-Key`: repeating a key returns the same response and does nothing.

The key is optional, except for a purchase, which has a mechanism of its own. PUT and DELETE are
safe to repeat without one.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.errors import ParameterProblem
from shop.api.models import IdempotentAnswer
from shop.api.renderers import AmountEncoder
from shop.orders.errors import IdempotencyClash
from shop.platform.core.sealed_numbers import seal, unseal

KEY_LENGTH = 80
# A guest's new basket is identified by its key alone, so keys must not collide by chance.
LEAST_LENGTH_FOR_NEW = 16
KEPT_HOURS = 24
REPLAYED = "Idempotent-Replayed"
PURPOSE = "idempotent answer"


def key_parameter(*, least: int = 1, required: bool = False) -> OpenApiParameter:
    """Describe the header for the schema."""
    return OpenApiParameter(
        "Idempotency-Key",
        location=OpenApiParameter.HEADER,
        required=required,
        examples=[OpenApiExample("UUID", "3d6f0a6e-9a41-4c9b-8f0e-1f7f5f1a7c55")],
        description=f"Made by the client for each request, such as a UUID; {least} to {KEY_LENGTH}"
        f" printable ASCII characters. The same key and body within {KEPT_HOURS} hours get the"
        f" first answer with the header `{REPLAYED}: true`; another body is refused with 409.",
        pattern=f"^[ -~]{{{least},{KEY_LENGTH}}}$",
    )


IDEMPOTENCY_KEY = key_parameter()
Handler = Callable[..., Response]


def read_key(request: Request, *, least: int) -> str:
    """Return the request's key, "" without one. Raises `ParameterProblem`."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not least <= len(key) <= KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise invalid_key(least=least)
    return key


def invalid_key(*, least: int) -> ParameterProblem:
    """Return the problem of a missing or invalid key."""
    message = _("Send %(least)s to %(most)s printable ASCII characters, such as a UUID.")
    return ParameterProblem(
        "Idempotency-Key", message % {"least": least, "most": KEY_LENGTH}, source="header"
    )


def idempotent(*, least: int = 1) -> Callable[[Handler], Handler]:
    """Run a handler once for each key, in one transaction with the record of its response.

    `least` is the minimum number of characters of a key. Refusals are not stored: they changed
    nothing, and the next attempt is decided again.
    """

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
            key = read_key(request, least=least)
            if not key:
                return handler(self, request, *args, **kwargs)
            with transaction.atomic():
                return _answer_once(
                    lambda: handler(self, request, *args, **kwargs),
                    (_digest(_scope(request)), _digest(key), _fingerprint(request)),
                )

        guarded.takes_idempotency_key = True  # type: ignore[attr-defined]
        return guarded

    return guard


def _answer_once(handle: Callable[[], Response], names: tuple[str, str, str]) -> Response:
    number = _claim(*names, timezone.now())
    if number is None:
        return _replay(*names)
    answer = handle()
    # Encrypted: a response may contain the token of a basket or an order.
    text = json.dumps(answer.data, cls=AmountEncoder).encode()
    body = {"sealed": seal(text, secret=settings.SECRET_KEY, purpose=PURPOSE)}
    IdempotentAnswer.objects.filter(pk=number).update(status=answer.status_code, body=body)
    return answer


def delete_old_answers(now: datetime) -> int:
    """Delete stored responses that have expired; return how many."""
    old = IdempotentAnswer.objects.filter(created_at__lt=now - timedelta(hours=KEPT_HOURS))
    return old.delete()[0]


def _claim(scope: str, key: str, fingerprint: str, now: datetime) -> int | None:
    """Insert the row and return its id; None if the key was used.

    A concurrent request with the same key is waited for (at most the lock time-out).
    """
    statement = (
        "insert into api_idempotentanswer (scope, key, fingerprint, created_at)"
        " values (%s, %s, %s, %s) on conflict (scope, key) do nothing returning id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [scope, key, fingerprint, now])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _replay(scope: str, key: str, fingerprint: str) -> Response:
    kept = IdempotentAnswer.objects.get(scope=scope, key=key)
    if kept.fingerprint != fingerprint:
        raise IdempotencyClash
    return Response(_opened(kept.body), kept.status, headers={REPLAYED: "true"})


def _opened(body: Any) -> Any:
    """Return the stored body; rows of an earlier release are unencrypted for up to a day."""
    sealed = body.get("sealed")
    if sealed is None:
        return body
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return json.loads(unseal(sealed, secrets=secrets, purpose=PURPOSE, longest=len(sealed)))


def _scope(request: Request) -> str:
    credential = request.headers.get("Authorization", "") + request.headers.get(
        "X-Session-Token", ""
    )
    return "\n".join([str(request.method), request.get_full_path(), credential])


def _fingerprint(request: Request) -> str:
    sent: dict[str, Any] = {}
    data = request.data
    if not request.FILES:
        return _digest(json.dumps(data, sort_keys=True, default=str))
    for name, file in sorted(request.FILES.items()):
        if isinstance(file, UploadedFile):
            sent[name] = [file.name, _file_digest(file)]
    return _digest(json.dumps(sent, sort_keys=True))


def _file_digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
