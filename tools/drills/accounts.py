"""Helpers for drills of sign-in: create an account, submit forms like a browser."""

import re

import requests

from tools.testing.live_shop import LiveShop

EMAIL, PASSWORD = "drill@example.org", "long-jump-over-sand"
LOGIN = "/en-fr/accounts/login/"
TIMEOUT_S = 30
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_MAKE = """
from shop.identity.accounts.models import User
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
user = User.objects.create_user("{email}", "{password}")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
if "{secret}":
    TOTP.activate(user, "{secret}")
"""


def make_account(shop: LiveShop, *, secret: str = "") -> None:
    """Create an account, with an authenticator app if a secret is given."""
    code = _MAKE.format(email=EMAIL, password=PASSWORD, secret=secret)
    done = shop.manage("shell", "-c", code)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def send_form(session: requests.Session, address: str, fields: dict[str, str]) -> requests.Response:
    """Open a page and submit its form with these fields; redirects are not followed."""
    page = session.get(address, timeout=TIMEOUT_S)
    token = _TOKEN.search(page.text)
    if token is None:
        raise RuntimeError(f"{page.status_code}: no form at {address}")
    data = fields | {"csrfmiddlewaretoken": token[1]}
    headers = {"Referer": address}
    return session.post(address, data, headers=headers, timeout=TIMEOUT_S, allow_redirects=False)


def sign_in(session: requests.Session, url: str, password: str = PASSWORD) -> requests.Response:
    """Submit the sign-in form."""
    return send_form(session, f"{url}{LOGIN}", {"login": EMAIL, "password": password})
