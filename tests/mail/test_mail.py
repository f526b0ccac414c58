"""Mails are built in one place, in text and HTML, in the recipient's language."""

import ast
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.platform.mail import Attachment, MailKind, build_mail, send_mail

ROOT = Path(settings.BASE_DIR)
HOME = "shop/platform/mail.py"
CLASSES = {"EmailMessage", "EmailMultiAlternatives", "send_mail", "send_mass_mail"}
GIFT_CARD = MailKind("web/email/account", _("Your order %(number)s"))
CONTEXT = {"number": "7\nBcc: all@example.org", "heading": "H", "url": "/", "label": "L"}


def test_only_the_mail_module_imports_djangos_mails() -> None:
    importers = {
        str(path.relative_to(ROOT))
        for package in ("shop", "catalog", "licensing")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.core.mail"))
        or (isinstance(node, ast.Import) and any("core.mail" in name.name for name in node.names))
    }
    assert importers == {HOME}


def test_every_mail_has_a_text_and_uses_the_frame() -> None:
    folders = (ROOT / "templates/web/email", ROOT / "templates/licensee/email")
    pages = {path for folder in folders for path in folder.glob("*.html")}
    mails = {path for path in pages if path.stem not in {"base", "button"}}
    assert len(mails) > 12
    for path in mails:
        assert path.with_suffix(".txt").exists(), path
        assert path.read_text().startswith('{% extends "web/email/base.html" %}'), path


def test_a_mail_is_written_in_the_language_given() -> None:
    with translation.override("de"):
        french = build_mail(GIFT_CARD, to="a@example.org", context=CONTEXT, language="fr")
        german = build_mail(GIFT_CARD, to="a@example.org", context=CONTEXT)
        assert translation.get_language() == "de"
    assert french.subject.startswith("Votre commande")
    assert german.subject.startswith("Ihre Bestellung")
    assert 'lang="fr"' in str(french.alternatives[0].content)


def test_a_context_that_is_a_function_is_called_in_the_language_of_the_mail() -> None:
    message = build_mail(
        MailKind("web/email/account", "%(title)s"),
        to="a@example.org",
        context=lambda: CONTEXT | {"title": translation.get_language()},
        language="ar",
    )
    assert message.subject == "ar"
    assert 'dir="rtl"' in str(message.alternatives[0].content)


def test_a_subject_is_one_line() -> None:
    send_mail(GIFT_CARD, to="a@example.org", context=CONTEXT, language="en")
    (message,) = mail.outbox
    assert message.subject == "Your order 7 Bcc: all@example.org"
    assert message.to == ["a@example.org"]


def kinds() -> dict[str, MailKind]:
    """Return every kind of mail that a module of the shop names."""
    return {
        f"{name}.{key}": value
        for name, module in list(sys.modules.items())
        if name.startswith("shop.")
        for key, value in vars(module).items()
        if isinstance(value, MailKind)
    }


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_every_subject_for_buyers_is_translated(language: str) -> None:
    subjects = {name: kind.subject for name, kind in kinds().items()}
    lazy = {name: text for name, text in subjects.items() if isinstance(text, Promise)}
    assert len(lazy) >= 10
    for name, text in lazy.items():
        with translation.override("en"):
            english = str(text)
        with translation.override(language):
            assert str(text) != english, name


def test_attached_texts_are_encoded_as_django_encodes_them() -> None:
    texts = (
        Attachment("Terms é.html", "<p>Größe — 日本</p>\r\n" * 40, "text/html"),
        Attachment("terms.txt", "plain\n", "text/plain"),
    )
    for _number in range(2):  # the second mail takes the parts of the first
        ours = build_mail(GIFT_CARD, to="a@example.org", context=CONTEXT, attachments=texts)
        django = mail.EmailMultiAlternatives("s", "b", to=["a@example.org"])
        for text in texts:
            django.attach(text.name, text.content, text.media_type)
        parts = [list(each.message().iter_attachments()) for each in (ours, django)]
        assert [part.as_bytes() for part in parts[0]] == [part.as_bytes() for part in parts[1]]
        assert len(parts[0]) == 2


def test_a_message_differs_from_djangos_only_in_the_lines_between_its_parts() -> None:
    attached = (Attachment("terms.txt", "plain\n", "text/plain"),)
    ours = build_mail(GIFT_CARD, to="José <a@example.org>", context=CONTEXT, attachments=attached)
    same = {"Date": "Mon, 30 Nov 2026 12:00:00 -0000", "Message-ID": "<1@example.org>"}
    ours.extra_headers = same
    django = mail.EmailMultiAlternatives(ours.subject, ours.body, to=ours.to, headers=same)
    django.attach("terms.txt", "plain\n", "text/plain")
    django.attach_alternative(ours.alternatives[0].content, "text/html")
    texts = []
    for each in (ours, django):
        message = each.message()
        text = message.as_bytes()
        boundaries = [part.get_boundary() for part in message.walk() if part.is_multipart()]
        assert len(set(boundaries)) == 2
        for boundary in boundaries:
            text = text.replace(boundary.encode(), b"boundary")
        texts.append(b" ".join(text.split()))
    assert texts[0] == texts[1]
