"""Stripe's idempotency rules: the first response to a key is stored and returned again for 24
hours.

The same key with other parameters is refused; so is a second request while the first one runs.
"""

import hashlib
import json
import time

from tools.stripe_sandbox.errors import ApiError
from tools.stripe_sandbox.store import Record, Store

KIND = "idempotent_answer"
KEPT_SECONDS = 24 * 3600
MAX_KEY_LENGTH = 255


class IdempotencyKeys:
    """The keys in use, and the stored responses of the others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._in_flight: set[str] = set()

    def begin(self, key: str, path: str, values: Record) -> Record | None:
        """Return the stored response, or None and reserve the key."""
        if len(key) > MAX_KEY_LENGTH:
            message = f"Idempotency keys can be at most {MAX_KEY_LENGTH} characters long."
            raise ApiError(message, saved=False)
        if key in self._in_flight:
            message = (
                "There is currently another in-progress request using this Idempotent Key (that"
                " probably means you submitted twice, and the other request is still going"
                f" through): {key}. Please try again later."
            )
            raise ApiError(
                message,
                status=409,
                kind="idempotency_error",
                code="idempotency_key_in_use",
                saved=False,
            )
        kept = self._store.find(KIND, key)
        if kept is not None and kept["created"] > time.time() - KEPT_SECONDS:
            self._compare(kept, key, path, values)
            return kept
        self._in_flight.add(key)
        return None

    def _compare(self, kept: Record, key: str, path: str, values: Record) -> None:
        """Refuse a key that was first used for another request."""
        if kept["path"] != path:
            sameness = f"for the same endpoint they were first used for ('{kept['path']}')"
        elif kept["digest"] != _digest(values):
            sameness = "with the same parameters they were first used with"
        else:
            return
        message = (
            f"Keys for idempotent requests can only be used {sameness}. Try using a key other"
            f" than '{key}' if you meant to execute a different request."
        )
        raise ApiError(message, kind="idempotency_error", saved=False)

    def keep(self, key: str, path: str, values: Record, answer: Record) -> None:
        """Store the response (`status`, `body`, `request_id`) and release the key."""
        self._store.save(
            {
                "object": KIND,
                "id": key,
                "created": time.time(),
                "path": path,
                "digest": _digest(values),
                **answer,
            }
        )
        self._in_flight.discard(key)

    def abandon(self, key: str) -> None:
        """Release the key without a response, so that the next request runs."""
        self._in_flight.discard(key)


def _digest(values: Record) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
