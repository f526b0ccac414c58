"""Every screen of accounts speaks the shop's language: sentence case, one spelling of email."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from shop.identity.accounts.models import User
from tests.accounts.test_changes_of_an_account import confirm_password
from tests.surfaces.test_registry import addresses

PASSWORD = "long-jump-over-sand"
OPEN = (
    "login/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/x-y/",
    "password/reset/key/done/",
    "confirm-email/",
    "confirm-email/unknown/",
    "inactive/",
)
SIGNED_IN = (
    "logout/",
    "email/",
    "password/change/",
    "reauthenticate/",
    "sessions/",
    "2fa/",
    "2fa/reauthenticate/",
    "2fa/webauthn/reauthenticate/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/webauthn/keys/{key}/edit/",
    "2fa/webauthn/keys/{key}/remove/",
)
WITHOUT_FACTOR = ("2fa/", "2fa/totp/activate/")
NAMES = {"Stadium Store", "QR", "PIN", "Chrome", "Windows"}
WORDING = re.compile(r"<(title|h[1-6]|button|label|dt|legend|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
LINK_BUTTON = re.compile(r'<(a) class="btn[^>]*>(.*?)</\1>', re.DOTALL)
# Of libraries: what their templates say may come into our pages by a name that we do not override.
UNREACHABLE = re.compile(r"^(account/(?!confirm_login)(email|signup_by_passkey|.*(code|phone).*)"
                         r"\.html|mfa/(trust|webauthn/signup_form)\.html)$")  # fmt: skip


@pytest.fixture
def person(client: Client, db: None) -> Client:
    user = User.objects.create_user("ida@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    confirm_password(client)
    return client


def add_factors() -> Authenticator:
    user = User.objects.get()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    data = {"name": "phone", "credential": passkey()}
    return Authenticator.objects.create(user=user, type="webauthn", data=data)


def passkey() -> dict[str, object]:
    """Return what a browser registers, without an attestation."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    source = AttestedCredentialData.create(bytes(16), b"credential-id", public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(bytes(32), flags, 0, source)
    client = CollectedClientData.create("webauthn.create", b"challenge", "https://store.example")
    name = websafe_encode(b"credential-id")
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }


def reset_link(user: User) -> str:
    """Return the address of the mail that lets a person choose a new password."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return f"/en-fr/accounts/password/reset/key/{key}/"


def headings(page: str) -> Iterator[str]:
    """Yield the texts of headings, buttons and labels, without markup."""
    for pattern in (WORDING, LINK_BUTTON):
        for _tag, text in pattern.findall(page):
            yield " ".join(re.sub(r"<[^>]+>", " ", text).split())


def faults(page: str) -> list[str]:
    """Return texts in title case, other spellings of email, and loose punctuation."""
    main = page.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    title = page.split("<title>")[1].split(" | ", maxsplit=1)[0]
    found = [
        text
        for text in [*headings(main), title]
        if any(
            word[:1].isupper() and word not in NAMES and not word.isupper()
            for word in text.split()[1:]
        )
    ]
    found += re.findall(r"[Ee]-mail\w*", main)
    return found + re.findall(r">\s*[.,;]\s*<", main)


def test_a_new_password_has_one_hint(person: Client) -> None:
    pages = [
        Client().get("/en-fr/accounts/signup/"),
        person.get("/en-fr/accounts/password/change/"),
        Client().get(reset_link(User.objects.get()), follow=True),
    ]
    for page in pages:
        hints = re.findall(r'class="field-hint" id="\w+password1_\w+">(.*?)</div>', page.text)
        shortest = MinimumLengthValidator().min_length
        assert len(hints) == 1
        assert hints[0].startswith(f"Use at least {shortest} characters and make it hard to guess")


@pytest.mark.parametrize("path", OPEN)
def test_a_visitor_reads_sentence_case(client: Client, db: None, path: str) -> None:
    page = client.get(f"/en-fr/accounts/{path}", follow=True)
    assert page.status_code == 200
    assert faults(page.content.decode()) == []


def test_a_person_with_second_factors_reads_sentence_case(person: Client) -> None:
    key = add_factors().pk
    for path in SIGNED_IN:
        page = person.get(f"/en-fr/accounts/{path.format(key=key)}")
        assert page.status_code == 200, path
        assert faults(page.content.decode()) == [], path


def test_a_person_without_second_factors_reads_sentence_case(person: Client) -> None:
    for path in WITHOUT_FACTOR:
        page = person.get(f"/en-fr/accounts/{path}")
        assert page.status_code == 200, path
        assert faults(page.content.decode()) == [], path


def test_the_second_step_of_signing_in_reads_sentence_case(person: Client) -> None:
    add_factors()
    client = Client()
    form = {"login": "ida@example.org", "password": PASSWORD}
    page = client.post("/en-fr/accounts/login/", form, follow=True)
    assert "Second step of signing in" in page.content.decode()
    assert faults(page.content.decode()) == []


def test_refusals_are_in_the_words_of_the_shop(client: Client, db: None) -> None:
    form = {"login": "nobody@example.org", "password": "wrong-password"}
    page = client.post("/en-fr/accounts/login/", form, follow=True).content.decode()
    assert "The email address or the password is wrong." in page


def test_no_reachable_template_is_a_librarys_own() -> None:
    ours = str(settings.BASE_DIR / "templates")
    names = {
        f"{folder}/{path.relative_to(root / folder)}"
        for root in [_root_of_allauth()]
        for folder in ("account", "mfa", "usersessions")
        for path in (root / folder).rglob("*")
        if path.is_file() and "email/" not in str(path) and "base" not in path.name
    }
    foreign = {
        name
        for name in names
        if not str(get_template(name).origin).startswith(ours)
        and not UNREACHABLE.match(name)
        and not name.startswith("usersessions/")
    }
    left = {name for name in foreign if name.endswith(".html") and "snippets/" not in name}
    assert left == set()


def test_every_address_of_accounts_is_walked() -> None:
    walked = (*OPEN, *SIGNED_IN, *WITHOUT_FACTOR)
    names = {name for name in addresses(get_resolver()) if name.startswith(("account_", "mfa_"))}
    others = {"mfa_authenticate", "mfa_login_webauthn", "mfa_download_recovery_codes"}
    others |= {"account_set_password", "account_reset_password_from_key"}
    assert len(names - others) <= len(set(walked)), sorted(names)


def _root_of_allauth() -> Path:
    origin = Path(str(get_template("allauth/layouts/entrance.html").origin))
    return origin.parents[2]
