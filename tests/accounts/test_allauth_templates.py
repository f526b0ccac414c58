"""Every page, message and mail of allauth that the shop can show has the shop's own words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from shop.identity.accounts.account_mails import MAILS

OWN = Path(settings.BASE_DIR) / "templates"
LIBRARY = Path(allauth.__file__).parent / "templates"
APPS = ("account", "mfa", "usersessions", "socialaccount")
# Mails and messages of features that are off, each with the setting that turns the feature on.
NEVER_SENT = {
    "account/email/password_reset_code": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
    "socialaccount/email/account_connected": "SOCIALACCOUNT_ENABLED",
    "socialaccount/email/account_disconnected": "SOCIALACCOUNT_ENABLED",
    "account/messages/phone_verification_sent.txt": "ACCOUNT_PHONE_VERIFICATION_ENABLED",
    "account/messages/phone_verified.txt": "ACCOUNT_PHONE_VERIFICATION_ENABLED",
    # The shop's own list of devices is shown instead of allauth's.
    "usersessions/messages/sessions_logged_out.txt": "USERSESSIONS_OWN_LIST_IS_OFF",
}
DOWNLOAD = "mfa/recovery_codes/download.txt"  # codes, one a line


def names(pattern: str) -> set[str]:
    """Return the templates of allauth's apps that match, relative to the folder of templates."""
    paths = (path for app in APPS for path in (LIBRARY / app).glob(pattern))
    return {str(path.relative_to(LIBRARY)) for path in paths}


def installed(app: str) -> bool:
    return f"allauth.{app}" in settings.INSTALLED_APPS


def is_off(name: str) -> bool:
    """Return whether a template belongs to an app or a feature that the shop does not use."""
    if not installed(name.partition("/")[0]):
        return True
    return name in NEVER_SENT and not getattr(settings, NEVER_SENT[name], False)


def test_every_mail_of_allauth_is_one_of_the_shops() -> None:
    prefixes = {name.removesuffix("_subject.txt") for name in names("email/*_subject.txt")}
    assert len(prefixes) > 15
    assert {name for name in prefixes - MAILS.keys() if not is_off(name)} == set()


def test_every_message_of_allauth_is_written_by_the_shop() -> None:
    messages = names("messages/*.txt")
    assert len(messages) > 15
    assert {name for name in messages if not (OWN / name).exists() and not is_off(name)} == set()


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def page_templates() -> dict[str, str]:
    """Return the template of each page at an address of allauth that the shop serves."""
    pages: dict[str, str] = {}
    served: dict[str | None, URLPattern] = {}
    for pattern in patterns(get_resolver()):
        served.setdefault(pattern.name, pattern)  # the first at an address is the one served
    for pattern in served.values():
        view: Any = getattr(pattern.callback, "view_class", None)
        if view and view.__module__.startswith("allauth.") and "headless" not in view.__module__:
            for attribute in ("template_name", "template_name_signup_closed"):
                if template := getattr(view, attribute, None):
                    pages[f"{pattern.name}.{attribute}"] = template
    return pages


def test_every_page_of_allauth_has_the_shops_template() -> None:
    pages = page_templates()
    assert len(pages) > 15
    missing = {
        address: template
        for address, template in pages.items()
        if not (OWN / template).exists() and template != DOWNLOAD
    }
    assert missing == {}


@pytest.mark.parametrize("word", ["Sign In", "Sign Up", "Sign Out", "Hello from", "E-mail"])
def test_no_template_has_allauths_words(word: str) -> None:
    folders = [OWN / app for app in (*APPS, "allauth")]
    texts = {path for folder in folders for path in folder.rglob("*.*") if path.is_file()}
    assert len(texts) > 40
    assert {path for path in texts if word in path.read_text(encoding="utf-8")} == set()
