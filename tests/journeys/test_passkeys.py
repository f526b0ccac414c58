"""A fan adds a passkey at the address that `make run` prints, and signs in with it alone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from shop.launch import Shop
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("live")]
EMAIL, PASSWORD = "passkey@example.org", "long-jump-over-sand"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_and_signs_in(page: Page, live: LiveShop) -> None:
    printed = Shop(port=urlsplit(live.url).port or 0, sandbox_port=0).url
    assert live.url == printed
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(f"{printed}/en-fr/accounts/signup/")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password1]").press("Enter")
    page.wait_for_url(lambda url: "signup" not in url)
    live.execute("update account_emailaddress set verified = true where email = %s", EMAIL)

    page.goto(f"{printed}/en-fr/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("input[name=password]").fill(PASSWORD)  # asked again before a change of sign-in
    page.locator("input[name=password]").press("Enter")
    page.locator("input[name=name]").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(re.compile("recovery-codes"))

    page.context.clear_cookies()
    page.goto(f"{printed}/en-fr/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(f"{printed}/en-fr/account/")
    expect(page.get_by_text(EMAIL)).to_be_visible()
