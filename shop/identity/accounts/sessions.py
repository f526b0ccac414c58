"""Sessions end after an idle time and after a maximum time; both are shorter in the back office.

A session stores when it began and when it was last used. This is checked wherever a session is
read: pages, API tokens, account pages. Only the client knows the cookie or token of a session: the
database stores its SHA-256, so a copy of the database opens no session.
"""

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from structlog import get_logger

from shop.identity.accounts.models import User
from shop.platform.database.compiled_reads import CompiledRead

BEGAN, USED = "_back_office_began", "_back_office_used"
SHOPPER_BEGAN, SHOPPER_USED = "_signed_in", "_last_used"
NOTE_EVERY_S = 60
KEY_LENGTH = 40  # as wide as Django's column; 160 bits

log = get_logger("shop.security")


@dataclass(frozen=True, slots=True)
class Limits:
    """Lifetimes of a session in seconds, idle and absolute, and the names of its two timestamps."""

    idle: int
    longest: int
    began: str
    used: str

    def ends_at(self, data: Mapping[str, Any]) -> tuple[int, int]:
        """Return when it ends without use, and when it ends at the latest, as Unix times."""
        latest = int(data[self.began]) + self.longest
        return min(int(data[self.used]) + self.idle, latest), latest

    def has_ended(self, data: Mapping[str, Any], now: int) -> bool:
        """Return whether the session is idle for too long or too old."""
        return now >= min(self.ends_at(data))


# Each request of a person with a session reads it.
_SESSIONS = CompiledRead(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)
)


class SessionStore(db.SessionStore):
    """A session in the database under the hash of its client's key, with limited lifetimes."""

    client_key: str | None = None

    @classmethod
    def for_client(cls, key: str | None) -> "SessionStore":
        """Return the session of a cookie or token."""
        store = cls(stored_key(key) if key else None)
        store.client_key = key
        return store

    def _get_new_session_key(self) -> str:
        """Return a new key for the database; `client_key` is its cookie or token.

        It has 192 random bits. The insert, not a query before it, refuses one that exists.
        """
        self.client_key = secrets.token_urlsafe(24)
        return stored_key(self.client_key)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  Django's signature
        """Save the session in one statement, without a transaction of its own."""
        if self.session_key is None:
            self.create()
            return
        store: Any = self  # Django's stubs leave out what a backend uses
        row = self.create_model_instance(store._get_session(no_load=must_create))  # noqa: SLF001
        try:
            row.save(force_insert=must_create, force_update=not must_create)
        except IntegrityError as error:
            if must_create:
                raise CreateError from error
            raise
        except DatabaseError as error:
            if not must_create:
                raise UpdateError from error
            raise

    def _get_session_from_db(self) -> Session | None:
        """Return the row of a session that has not expired; forget the key of any other."""
        row = _SESSIONS.first(key=str(self.session_key), now=timezone.now())
        if row is None:
            self._session_key = None
        return row

    def load(self) -> dict[str, Any]:
        """Return the session's data; empty once it has ended. Records its use each minute."""
        data: dict[str, Any] = super().load()
        limits = limits_of(data)
        if limits is None:
            return data
        now = int(time.time())
        if limits.has_ended(data, now):
            log.info("session.ended", user=data.get("_auth_user_id"))
            self.delete(self.session_key)
            self._session_key = None
            self._session_cache: dict[str, Any] = {}
            return {}
        if now - data[limits.used] >= NOTE_EVERY_S:
            data[limits.used] = now
            self.modified = True
        return data

    @classmethod
    def get_model_class(cls) -> Any:
        """Return Django's own session model."""
        return db.SessionStore.get_model_class()


def stored_key(client_key: str) -> str:
    """Return the database key of a session by its cookie or token."""
    return hashlib.sha256(client_key.encode()).hexdigest()[:KEY_LENGTH]


def limits_of(data: Mapping[str, Any]) -> Limits | None:
    """Return the limits of a session; None if nobody has signed in."""
    env = settings.ENV
    if BEGAN in data:
        return Limits(env.STAFF_SESSION_IDLE_S, env.STAFF_SESSION_MAX_S, BEGAN, USED)
    if SHOPPER_BEGAN in data:
        idle, longest = env.SHOPPER_SESSION_IDLE_S, env.SHOPPER_SESSION_MAX_S
        return Limits(idle, longest, SHOPPER_BEGAN, SHOPPER_USED)
    return None


def limit_session(session: SessionBase) -> None:
    """Apply the limits of the back office to a session; a limited one is unchanged."""
    if BEGAN not in session:
        session[BEGAN] = session[USED] = int(time.time())


@transaction.atomic
def rotate_key(session: SessionStore) -> str:
    """Give a signed-in session another key; the old one becomes invalid.

    Returns the new key for the client.
    """
    old = session.session_key
    session.cycle_key()
    session.save()
    UserSession.objects.filter(session_key=old).update(session_key=session.session_key)
    log.info("session.key_rotated", user=session.get("_auth_user_id"))
    return str(session.client_key)


def end_sessions(*, user: User, by_id: int | None) -> None:
    """End every session of a person at once, including unlisted ones."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    log.info("session.all_ended", user=user.pk, by=by_id)


def _rotate_at_reauthentication(
    request: HttpRequest, *, reauthenticated: bool = False, **_: Any
) -> None:
    """Rotate the key of the session when its owner has reauthenticated."""
    session = request.session
    if reauthenticated and isinstance(session, SessionStore) and session.session_key:
        rotate_key(session)


def _limit_at_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    if user.needs_second_factor:
        limit_session(request.session)
    else:
        request.session[SHOPPER_BEGAN] = request.session[SHOPPER_USED] = int(time.time())


def _note_language(user: User, **_: Any) -> None:
    """Store the language of the sign-in, for mails sent outside a request."""
    language = get_language() or settings.LANGUAGE_CODE
    if user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)


def install() -> None:
    """Limit sessions from sign-in on; rotate their keys on reauthentication."""
    authentication_step_completed.connect(
        _rotate_at_reauthentication, dispatch_uid="rotate_session_key_at_reauthentication"
    )
    user_logged_in.connect(_note_language, dispatch_uid="note_language_of_sign_in")
    user_logged_in.connect(_limit_at_sign_in, dispatch_uid="limit_sessions_of_the_back_office")
