"""Cookies that keep a visitor's choice."""

from django.conf import settings
from django.http import HttpResponse

A_YEAR = 365 * 24 * 3600


def remember(response: HttpResponse, cookies: dict[str, str]) -> HttpResponse:
    """Set cookies that keep a choice for a year."""
    for name, value in cookies.items():
        response.set_cookie(
            name,
            value,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
