"""Devices on which a person is signed in: list them, and end one or all others.

Reading writes nothing: expired sessions are left out of the list, not deleted.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from shop.identity.accounts.models import User
from shop.identity.accounts.security_log import log_event
from shop.identity.accounts.sessions import end_sessions, limits_of

# The first match in a User-Agent header decides: most browsers also name their ancestors.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("Vivaldi/", "Vivaldi"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Darwin", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """One session of a person; `browser` and `system` are empty if unknown."""

    pk: int
    browser: str
    system: str
    address: str
    signed_in_at: datetime
    used_at: datetime | None  # not recorded for sessions of earlier releases
    current: bool


def describe_user_agent(user_agent: str) -> tuple[str, str]:
    """Return the names of browser and system of a User-Agent header: ("Chrome", "Android")."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def list_devices(*, user: User, current_key: str | None, at: datetime) -> list[Device]:
    """Return the sessions of a person: the current one first, then the latest."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    sessions = Session.objects.filter(session_key__in=rows, expire_date__gt=at)
    devices = [
        device
        for session in sessions
        if (device := _device(user, rows[session.session_key], session, current_key, at))
    ]
    return sorted(
        devices, key=lambda device: (not device.current, -device.signed_in_at.timestamp())
    )


def end_device(*, request: HttpRequest, user: User, pk: int) -> bool:
    """End one session of a person; return whether it existed."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    row.end()
    log_event("session.ended_by_owner", request=request, user_id=user.pk)
    return True


def end_other_devices(*, request: HttpRequest, user: User) -> None:
    """End every session of a person except that of the request, including unlisted ones."""
    end_sessions(user=user, by_id=user.pk)
    user.refresh_from_db(fields=["session_generation"])
    update_session_auth_hash(request, user)
    UserSession.objects.filter(user=user).delete()
    UserSession.objects.create_from_request(request)


def _device(
    user: User, row: UserSession, session: Session, current_key: str | None, at: datetime
) -> Device | None:
    data = session.get_decoded()
    if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    limits = limits_of(data)
    if limits and limits.has_ended(data, int(at.timestamp())):
        return None
    used = data[limits.used] if limits else None
    return Device(
        row.pk,
        *describe_user_agent(row.user_agent),
        address=str(row.ip),
        signed_in_at=row.created_at,
        used_at=datetime.fromtimestamp(used, UTC) if used else None,
        current=row.session_key == current_key,
    )


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for part, name in names if part in user_agent), "")
