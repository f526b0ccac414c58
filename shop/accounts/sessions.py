"""Sessions of the back office end when idle and after a working day; others live for weeks.

A session of somebody who works here carries when it began and when it was last used. It is checked
wherever a session is read: pages, API tokens, account pages.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import get_language
from structlog import get_logger

from shop.accounts.models import User

BEGAN, USED = "_back_office_began", "_back_office_used"
NOTE_EVERY_S = 60

log = get_logger("shop.security")


class SessionStore(db.SessionStore):
    """A session in the database that ends by the limits of the back office."""

    def load(self) -> dict[str, Any]:
        """Return the session's data; nothing once it has ended. Notes its use each minute."""
        data: dict[str, Any] = super().load()
        if BEGAN not in data:
            return data
        now = int(time.time())
        if has_ended(began=data[BEGAN], used=data[USED], now=now):
            log.info("session.ended", user=data.get("_auth_user_id"))
            self.delete(self.session_key)
            self._session_key = None
            self._session_cache: dict[str, Any] = {}
            return {}
        if now - data[USED] >= NOTE_EVERY_S:
            data[USED] = now
            self.modified = True
        return data

    @classmethod
    def get_model_class(cls) -> Any:
        """Return Django's own table of sessions."""
        return db.SessionStore.get_model_class()


def has_ended(*, began: int, used: int, now: int) -> bool:
    """Return whether a session is idle for too long or too old. Times are in seconds."""
    idle, longest = settings.ENV.STAFF_SESSION_IDLE_S, settings.ENV.STAFF_SESSION_MAX_S
    return bool(now - used >= idle or now - began >= longest)


def limit_session(session: SessionBase) -> None:
    """Let a session end by the limits of the back office; a limited one stays as it is."""
    if BEGAN not in session:
        session[BEGAN] = session[USED] = int(time.time())


def end_sessions(*, user: User, by_id: int | None) -> None:
    """End every session of a person at once, also those that no list shows."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    log.info("session.all_ended", user=user.pk, by=by_id)


def _limit_at_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    if user.needs_second_factor:
        limit_session(request.session)


def _note_language(user: User, **_: Any) -> None:
    """Keep the language of the sign-in, for mails that no request sends."""
    language = get_language() or settings.LANGUAGE_CODE
    if user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)


def install() -> None:
    """Limit sessions of the back office from sign-in on."""
    user_logged_in.connect(_note_language, dispatch_uid="note_language_of_sign_in")
    user_logged_in.connect(_limit_at_sign_in, dispatch_uid="limit_sessions_of_the_back_office")
