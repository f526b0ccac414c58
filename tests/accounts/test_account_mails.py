"""Mails of accounts carry the shop's name, design and address, in every language."""

import pytest
from django.conf import settings
from django.contrib.sites.models import Site
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from shop.identity.accounts.account_mails import MAILS, build_account_mail
from shop.identity.accounts.models import User

CONTEXT = {
    "activate_url": "http://evil.example/accounts/confirm-email/key/",
    "password_reset_url": "http://evil.example/accounts/password/reset/key/1-a/",
    "cancel_url": "http://evil.example/accounts/factor-reset/token/",
    "due_at": "2026-01-02 03:04 UTC",
    "signup_url": "http://evil.example/accounts/signup/",
    "from_email": "old@fans.example",
    "to_email": "new@fans.example",
    "code": "BCDF-GHJK",
    "deleted_email": "gone@fans.example",
    "timestamp": timezone.now(),
}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_names_the_shop_in_text_and_html(name: str, language: str) -> None:
    with translation.override(language):
        message = build_account_mail(MAILS[name], "fan@fans.example", CONTEXT)
        english = str(message.subject)
    html = str(message.alternatives[0].content)
    for text in (message.subject, message.body, html):
        assert "Stadium Store" in text
        assert "example.com" not in text
        assert "evil.example" not in text
    assert f'lang="{language}"' in html
    assert f"{settings.BASE_URL}/accounts/" in message.body
    with translation.override("en"):
        same = build_account_mail(MAILS[name], "fan@fans.example", CONTEXT).subject == english
    assert same is (language == "en")


@pytest.mark.parametrize("path", ["signup/", "password/reset/"])
def test_links_follow_base_url_and_not_the_host_of_the_request(db: None, path: str) -> None:
    User.objects.create_user("ida@example.org", "long-jump-over-sand")
    email = "ida@example.org" if "reset" in path else "new@example.org"
    data = {"email": email, "password1": "long-jump-over-sand"}
    Client().post(f"/en-fr/accounts/{path}", data, headers={"host": "testserver"})
    (message,) = mail.outbox
    assert f"{settings.BASE_URL}/" in message.body
    assert "testserver" not in message.body


def test_the_site_has_the_name_and_host_of_the_settings(db: None) -> None:
    site = Site.objects.get(pk=settings.SITE_ID)
    assert site.name == "Stadium Store"
    assert f"//{site.domain}" in settings.BASE_URL
